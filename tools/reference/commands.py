"""Every command and option, from the program itself."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import typer

from notices.cli.app import app
from tools.reference.table import table

_SHARED_BY = 3
"""An option of so many commands is told once, above them all."""
Command = Any
"""A command, a group or an option as Typer's own Click has them, without types."""


def parts() -> Iterator[str]:
    """Yield the shared options, then a section a command."""
    commands = dict(_commands(typer.main.get_command(app), "notices"))
    times = Counter(_row(one) for each in commands.values() for one in _options(each))
    shared = [row for row, count in times.items() if count >= _SHARED_BY]
    yield "\n## Options that commands share\n\n"
    yield from table(("option", ""), sorted(shared))
    for path, command in commands.items():
        yield from _section(path, command, shared)


def _commands(command: Command, path: str) -> Iterator[tuple[str, Command]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield path, command
        return
    for name, one in inner.items():
        yield from _commands(one, f"{path} {name}")


def _options(command: Command) -> list[Command]:
    return [one for one in command.params if one.opts[0].startswith("-")]


def _row(option: Command) -> tuple[str, str]:
    value = f" {option.metavar}" if option.metavar else ""
    reads = f" Read from `{option.envvar}` too." if option.envvar else ""
    return f"`{', '.join(option.opts)}{value}`", f"{option.help}{reads}"


def _section(
    path: str, command: Command, shared: list[tuple[str, str]]
) -> Iterator[str]:
    yield f"\n## {path}\n\n{_told(command.help)}\n\n"
    arguments = [one for one in command.params if one not in _options(command)]
    words = [one.metavar or _named(one) for one in arguments]
    yield f"```text\n{' '.join([path, '[OPTIONS]', *words])}\n```\n"
    told = [
        (f"`{word}`", one.help or "")
        for word, one in zip(words, arguments, strict=True)
    ]
    rows = [_row(one) for one in _options(command)]
    own = [row for row in rows if row not in shared]
    if told or own:
        yield "\n"
        yield from table(("", ""), [*told, *own])
    also = [row[0] for row in rows if row in shared]
    if also:
        yield f"\nAnd, as above: {', '.join(also)}.\n"


def _named(argument: Command) -> str:
    name = f"{argument.name.upper()}{'...' if argument.nargs < 0 else ''}"
    return name if argument.required else f"[{name}]"


def _told(text: str) -> str:
    """Return a command's help, each paragraph on a line."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
