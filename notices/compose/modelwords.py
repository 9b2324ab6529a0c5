"""The words that a model notice has and no other: what each of its blanks means."""

from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, ValidationError

from notices.errors import FaultsError, NoticesError
from notices.templating import Folders
from notices.tomlfile import faults_from, read_toml
from notices.vocabulary.base import Many, Strict

_NAME = "model.toml"


def _holding(*names: str) -> AfterValidator:
    """Return a check that nothing but these names stands in curly brackets."""

    def checked(value: str) -> str:
        places = " and ".join(f"{{{name}}}" for name in names)
        try:
            told = {_place(*part[1:]) for part in Formatter().parse(value)}
        except ValueError:
            message = f"a curly bracket stands alone; write {places} whole"
            raise ValueError(message) from None
        strange = sorted(told - {"", *names})
        if strange:
            message = f"nothing is known to put in place of {{{strange[0]}}}"
            raise ValueError(f"{message}; write {places}")
        return value

    return AfterValidator(checked)


def _place(name: str | None, form: str | None, conversion: str | None) -> str:
    """Return what stands between the brackets of a place, as it was written."""
    if name is None:
        return ""
    how = f"!{conversion}" if conversion else ""
    # Brackets with nothing between them are a place too.
    return f"{name}{how}:{form}" if form else f"{name}{how}" or " "


class Blank(Strict):
    """Something to fill in, and what it means."""

    section: str
    blank: str
    means: str
    label: str = ""
    """What stands before it, where no template leaves the blank itself."""
    title: str = ""
    """Of its section, which a notice lacks as long as nothing is said in it."""
    after: str = ""
    """The section that it then follows."""


class Questions(Strict):
    """What is said around the questions that only the organisation can answer."""

    title: str
    intro: str
    answer: str
    note: Annotated[str, _holding("means")]
    needs: Annotated[str, _holding("needs")]
    yes: Annotated[str, _holding("section")]
    no: Annotated[str, _holding("section")]


class Words(Strict):
    """The words of `templates/model.toml`."""

    mark: str
    blank: Annotated[str, _holding("what")]
    note: Annotated[str, _holding("what", "means")]
    footer: str
    issuer: str
    family: str
    questions: Questions
    blanks: Many[Blank]

    def marked(self, what: str) -> str:
        """Return the blank for *what*."""
        return self.blank.format(what=what)

    def noted(self, what: str, means: str) -> str:
        """Return the note that says what a blank means."""
        return self.note.format(what=what, means=means.strip())


def read_words(folders: Folders) -> Words:
    """Read the words from the first of *folders* that has them.

    Raises FaultsError for faults in them, NoticesError where no folder has them.
    """
    path = next((one for at in folders if (one := at / _NAME).is_file()), None)
    if path is None:
        raise NoticesError(
            f"templates/{_NAME}: there is no such file.\n"
            "  It says what the blanks of a model notice mean.\n"
            "  To mend: put the templates folder that is shipped last."
        )
    file = read_toml(path, name=f"templates/{_NAME}")
    try:
        return Words.model_validate(file.values)
    except ValidationError as error:
        raise FaultsError(*faults_from(error, file, model=Words)) from None
