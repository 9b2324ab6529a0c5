"""What a batch tells on the screen: once for all of whom it is so, and briefly."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from notices.publish.batch.account import Account
    from notices.publish.batch.report import Report

_NAMED = 3
"""Organisations that a line names."""
_LINES = 5
"""Lines of a kind that are not faults."""


def tell(report: "Report", account: "Account", said: Iterable[str]) -> None:
    """Say how a run ended, and what stands in the folder now."""
    tell_account(account, elsewhere="; index.html has all")
    for sentence in (*said, *sorted(report.lacking)):
        typer.echo(sentence, err=True)
    typer.echo(
        f"{counted(report.made, 'notice', 'notices')} made, "
        f"{counted(report.kept, 'was', 'were')} there already, "
        f"{counted(report.drafts, 'is a draft', 'are drafts')}, "
        f"{counted(len(report.faults), 'organisation', 'organisations')} "
        f"of {report.total} with faults. See report.csv."
    )
    if report.stopped:
        typer.echo(
            f"{report.stopped}: "
            f"{counted(report.left, 'organisation was', 'organisations were')} "
            "not tried. Run the same command again to go on.",
            err=True,
        )


def tell_dry(report: "Report", account: "Account", said: Iterable[str]) -> None:
    """Say what a run would do."""
    tell_account(account)
    for sentence in said:
        typer.echo(sentence, err=True)
    have = "has" if len(report.faults) == 1 else "have"
    would_be = "would be a draft" if report.drafts == 1 else "would be drafts"
    typer.echo(
        f"{counted(report.would, 'notice', 'notices')} would be made, "
        f"{report.kept} would stay, {report.drafts} {would_be}, "
        f"{counted(len(report.faults), 'organisation', 'organisations')} "
        f"of {report.total} {have} faults. Nothing was written."
    )


def _tell_faults(account: "Account") -> None:
    """Say what is wrong, each fault once."""
    for one in account.faults():
        # The place of a fault may be all that is known of whose it is.
        head = "" if one.text.startswith(one.whose[0]) else f"{_whose(one.whose)}\n"
        typer.echo(f"{head}{one.text}\n", err=True)


def tell_account(account: "Account", *, elsewhere: str = "") -> None:
    """Say what is wrong, what was left out, and what is odd."""
    _tell_faults(account)
    _tell_some([f"{one}\n" for one in account.strays], elsewhere)
    _tell_some([one.sentence for one in account.left_out], elsewhere)
    odd = [f"{one.label}: {' '.join(one.why)}" for one in account.odd]
    if odd:
        are = "school has" if len(odd) == 1 else "schools have"
        typer.echo(f"{len(odd)} {are} another name in the register:", err=True)
    _tell_some(odd, elsewhere)
    named = {why for one in account.odd for why in one.why}
    _tell_some(
        [
            f"Warning, for {_whose(one.whose)}: {one.text}"
            for one in account.warnings()
            if one.text not in named
        ],
        elsewhere,
    )


def _tell_some(sentences: Sequence[str], elsewhere: str) -> None:
    for sentence in islice(sentences, _LINES):
        typer.echo(sentence, err=True)
    more = len(sentences) - _LINES
    if more > 0:
        typer.echo(f"… and {more:,} more such lines{elsewhere}.", err=True)


def _whose(labels: Sequence[str]) -> str:
    """Return of whom something is said."""
    if len(labels) == 1:
        return labels[0]
    some = ", ".join(labels[:_NAMED])
    more = len(labels) - _NAMED
    they = f"{some} and {more:,} more" if more > 0 else some
    return f"{len(labels):,} organisations ({they})"


def counted(number: int, one: str, many: str) -> str:
    """Return a number with what is counted.

    >>> counted(1, "notice", "notices"), counted(0, "notice", "notices")
    ('1 notice', '0 notices')
    """
    return f"{number} {one if number == 1 else many}"
