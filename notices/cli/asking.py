"""The interview on a terminal: prints what is asked, reads a line, keeps the answer."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap

import typer

from notices.cli.options import typed
from notices.errors import OutputError
from notices.interview.finding import Finding, chosen, look
from notices.interview.interview import (
    HELP,
    Script,
    State,
    begin,
    hint,
    missing,
    progress,
    question_at,
    step,
)
from notices.interview.question import Answers, Question
from notices.interview.script import minutes
from notices.interview.sitting import Desk, Sitting, file_after, unknown_script
from notices.organisation.register import School
from notices.publish.write import write_whole

_WIDEST = 88
_READY = """\
Have these ready:
  - how people reach your data protection officer
  - an email address for questions and complaints about personal information
  - what you do: cameras, photographs, clubs, trips and the like
  - the companies that handle information for you, and where they keep it"""


def read_line() -> str:
    """Read one line; the arrow keys work where the system can do that."""
    with suppress(ImportError):
        import readline  # noqa: F401 - input() uses it once it is there
    return input("> ")


def find(desk: Desk) -> School | None:
    """Ask which school it is; None if the register does not have it.

    Raises EOFError, as where the input ends, when somebody stops.
    """
    finding = Finding()
    while finding.is_open:
        finding = _looked(desk, finding)
    return finding.chosen


def confirm(desk: Desk, school: School) -> bool:
    """Show what the register says of *school*, and ask whether it is the right one.

    Raises as `find` does.
    """
    finding, says = chosen(desk.register, school)
    _say(says)
    while finding.is_open and finding.chosen is not None:
        finding = _looked(desk, finding)
    return finding.is_sure


def _looked(desk: Desk, finding: Finding) -> Finding:
    """Ask once.  Raises EOFError, as where the input ends, when somebody stops."""
    typer.echo(f"\n{finding.asks}")
    finding, says = look(desk.register, finding, read_line())
    if finding.is_stopped:
        raise EOFError
    _say(says)
    return finding


def describe(desk: Desk) -> Answers:
    """Ask who a school is that the register does not have.

    Raises EOFError, as where the input ends, when somebody stops.
    """
    script = unknown_script(desk.catalogue)
    typer.echo(f"\n{HELP}")
    state = begin(script, {})
    while state.at is not None and not state.is_stopped:
        state = _turn(script, state)
    if state.is_stopped:
        raise EOFError
    return state.answers


def ask(sitting: Sitting, path: Path) -> State:
    """Ask all that is open, and keep each answer in *path* as it is given.

    After Ctrl-C or the end of the input the state is stopped.
    """
    state = sitting.start
    left = minutes(sitting.script, state.answers)
    unit = "minute" if left == 1 else "minutes"
    typer.echo(f"\n{_READY}\nIt takes about {left} {unit}. You can stop at any time.")
    typer.echo(f"Your answers are kept in {path} as you go.\n{HELP}")
    kept = _keep(sitting, state, path, sitting.raw)
    try:
        while state.at is not None and not state.is_stopped:
            state = _turn(sitting.script, state)
            kept = _keep(sitting, state, path, kept)
    except (KeyboardInterrupt, EOFError):
        typer.echo("")
        return replace(state, is_stopped=True)
    return state


def yes_or_no(asks: str) -> bool:
    """Ask for a yes; an empty line is one."""
    while True:
        typer.echo(f"\n{asks} Type y or n; Enter is y.")
        word = read_line().strip().casefold()
        if word in {"", "y", "yes"}:
            return True
        if word in {"n", "no"}:
            return False


def _turn(script: Script, state: State) -> State:
    question = question_at(script, state)
    _show(script, state, question)
    turn = step(script, state, read_line())
    _say(turn.says)
    return turn.state


def _show(script: Script, state: State, question: Question) -> None:
    number, total = progress(script, state)
    lacking = len(missing(script, state.answers))
    typer.echo(f"\n{question.group} ({number} of {total}, {lacking} still missing)")
    typer.echo(question.asks)
    if question.choices and question.is_listed:
        for at, title in enumerate(question.choices.values(), 1):
            typer.echo(f"  {at}  {title}")
        many = question.kind == "choices"
        typer.echo(f"Type {'one number, or more' if many else 'its number'}.")
    elif question.choices:
        typer.echo("Type some words of it; ? lists what you can answer.")
    if said := hint(question, state.answers):
        typer.echo(f"{said}.")


def _say(text: str) -> None:
    if not text:
        return
    width = min(get_terminal_size().columns, _WIDEST)
    lines = (wrap(line, width) or [""] for line in text.split("\n"))
    typer.echo("\n" + "\n".join(part for line in lines for part in line))


def _keep(sitting: Sitting, state: State, path: Path, kept: bytes | None) -> bytes:
    """Write the profile if an answer changes it; return what stands in it.

    *kept* is what must stand there now, None for nothing: whoever changed the file
    meanwhile is not written over.
    """
    data = file_after(sitting, state)
    if data == kept:
        return data
    if (path.read_bytes() if path.exists() else None) != kept:
        raise OutputError(
            f"{path}: it was changed while you were answering.\n"
            "  Your last answer was not kept, so that nothing is written over.\n"
            f"  To mend: run notices init {typed(path)} again; "
            "it goes on with what is there."
        )
    write_whole({path: data})
    return data
