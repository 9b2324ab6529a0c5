"""`notices schema`: what a profile may hold, for editors."""

import json
from pathlib import Path
from typing import Annotated

import typer

from notices.cli import options


def schema(
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="Write it there instead of printing it."
        ),
    ] = None,
    wording: options.Wording = None,
) -> None:
    """Print the JSON Schema of a profile, so that an editor can help to write one.

    Keep it as profile.schema.json, beside your profiles or in the folder above them:
    a profile that notices init writes there then leads an editor to it.
    """
    from notices.interview.schema import profile_schema
    from notices.publish.write import write_whole

    catalogue, *_ = options.wording_set(wording)
    text = json.dumps(profile_schema(catalogue), indent=2)
    if out is None:
        typer.echo(text)
    else:
        write_whole({out: f"{text}\n".encode()})
        typer.echo(out.as_posix())
