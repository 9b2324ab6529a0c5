"""`notices schema`: what a profile may hold, for editors."""

from notices.cli import options
from notices.cli.table import print_json


def schema(wording: options.Wording = None) -> None:
    """Print the JSON Schema of a profile, so that an editor can help to write one.

    Keep it as profile.schema.json, beside your profiles or in the folder above them:
    a profile that notices init writes there then leads an editor to it.
    """
    from notices.catalogue import load_catalogue
    from notices.compose.overlay import wording_folders
    from notices.interview.schema import profile_schema

    data, _ = wording_folders(tuple(wording or ()))
    print_json(profile_schema(load_catalogue(*data)))
