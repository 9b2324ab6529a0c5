"""Refuse, in words, data of a form that this version does not read."""

from collections.abc import Iterator

from notices.errors import Fault
from notices.tomlfile import TomlFile
from notices.vocabulary import SCHEMA


def other_schema(file: TomlFile) -> Iterator[Fault]:
    """Yield a fault if a file names another schema than ours."""
    said = file.values.get("schema", SCHEMA)
    if type(said) is not int:
        yield file.fault(
            ("schema",),
            "it is not a whole number.",
            mend=f"write schema = {SCHEMA}.",
        )
    elif said != SCHEMA:
        age = "a newer" if said > SCHEMA else "an older"
        yield file.fault(
            ("schema",),
            f"this is form {said} of the data, and this version of notices reads "
            f"form {SCHEMA}.",
            why=f"It was written for {age} version, whose keys are not the same.",
            mend="use the version of notices that it was written for.",
        )
