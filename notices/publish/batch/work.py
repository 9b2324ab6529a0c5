"""What a process of a batch does: a few organisations, one after the other."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from platform import node
from typing import Any

from notices.compose import Notice
from notices.errors import (
    FaultsError,
    FullDiskError,
    MissingError,
    NoticesError,
    our_mistake,
)
from notices.organisation.layers import Layers
from notices.organisation.organisation import Organisation
from notices.publish.batch.account import APPROVED, state_of
from notices.publish.batch.approval import check_approved, check_approver, check_final
from notices.publish.batch.prepared import prepared
from notices.publish.batch.standing import Look, Standing
from notices.publish.batch.stopping import is_asked
from notices.publish.batch.tasks import Task
from notices.publish.folder import refuse_link
from notices.publish.inputs import MadeFrom, why_not
from notices.publish.manifest import with_left
from notices.publish.order import Order
from notices.publish.publish import Built, Publisher
from notices.publish.write import write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What all the work of a run has in common."""

    order: Order
    read: MadeFrom
    """The digests of the wording and the register, as the run began with them."""
    base: Layers | None
    look: Look
    force: bool = False
    dry_run: bool = False
    """Compose and compare, and write nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """One organisation, what its notices are made from, and what stands there."""

    task: Task
    made_from: MadeFrom
    standing: tuple[Standing, ...]

    def is_done(self, look: Look) -> bool:
        """Say whether its notices stand there, made from the same."""
        names = ",".join(sorted(one.name for one in self.current))
        return (
            bool(self.current)
            and not self.task.row.faults
            and all(one.made_from["notices"] == names for one in self.current)
            and all(one.is_unaltered(look) for one in self.current)
        )

    @property
    def is_approved(self) -> bool:
        """Say whether all that stands there of it, made from the same, is approved."""
        return all(one.state == APPROVED for one in self.current)

    @property
    def current(self) -> tuple[Standing, ...]:
        """Return what stands there and was made from the same.

        What is left of an earlier order, such as editions, was not.
        """
        return tuple(one for one in self.standing if self._is_as_before(one))

    def _is_as_before(self, one: Standing) -> bool:
        names = one.made_from.get("notices")
        return one.made_from == {**self.made_from, "notices": names}

    def why(self, look: Look) -> tuple[str, ...]:
        """Return why its notices are not left as they are."""
        if not self.standing:
            return ("it is new",)
        found = [why_not(self.made_from, one.made_from) for one in self.standing]
        if not all(one.is_unaltered(look) for one in self.standing):
            found.append(("a file is missing, or was altered",))
        return tuple(dict.fromkeys(reason for reasons in found for reason in reasons))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one task."""

    label: str
    urn: int = 0
    folder: str = ""
    built: tuple[Built, ...] = ()
    kept: tuple[str, ...] = ()
    """Notices that stand there already and show the same."""
    records: tuple[Mapping[str, Any], ...] = ()
    """What the manifest is to say of the notices that were made, or made sure of."""
    would: tuple[str, ...] = ()
    """The notices that do not stand there: in a dry run, those that would be made."""
    why: tuple[str, ...] = ()
    """Why they do not."""
    states: tuple[str, ...] = ()
    """Of the notices that stand there, or would."""
    faults: tuple[str, ...] = ()
    """What is wrong with it, in words; its notices were not made then."""
    is_second: bool = False
    """Its process died at the first try."""
    fatal: NoticesError | None = None
    """Why no other can be made either, such as that the disk is full."""


Chunk = tuple[WorkItem, ...]
RARELY = (50_000, 10, 20)
"""How many new things make Python look for garbage while notices are made."""


def work(job: Job, chunk: Chunk) -> list[Outcome]:
    """Make and write the notices of a few organisations; fewer, if asked to leave.

    Nothing is raised: whoever waits takes any exception for a process that died.
    """
    try:
        publisher = prepared(job.order, job.read)
    except NoticesError as error:
        return [Outcome(label=node(), fatal=error)]
    except Exception as error:  # noqa: BLE001 - see above
        said = our_mistake(error, "run it without --cluster")
        return [Outcome(label=node(), fatal=NoticesError(f"{node()}: {said}"))]
    with _rarely_tidied():
        return [_tried(job, publisher, item) for item in chunk if not is_asked()]


@contextmanager
def _rarely_tidied() -> Iterator[None]:
    """Look for garbage less often, in this process or one that a cluster lends us.

    Most of what is made goes by itself; looking through it all again and again took a
    tenth of the time.
    """
    before = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _tried(job: Job, publisher: Publisher, item: WorkItem) -> Outcome:
    task = item.task
    told = Outcome(label=task.label, urn=task.row.urn)
    try:
        return _done(job, publisher, item, told)
    except (FullDiskError, MissingError) as error:
        return replace(told, fatal=error)
    except FaultsError as error:
        return replace(told, faults=tuple(map(str, error.faults)))
    except NoticesError as error:
        return replace(told, faults=(str(error),))
    except Exception as error:  # noqa: BLE001 - one school's bad luck is not another's
        said = our_mistake(error, "leave this one out")
        return replace(told, faults=(f"{task.label}: {said}",))


def _done(job: Job, publisher: Publisher, item: WorkItem, told: Outcome) -> Outcome:
    organisation = publisher.organisation(item.task.layers(job.base))
    notices = _composed(job, publisher, organisation)
    stood = {
        one.name: one for one in item.standing if one.folder == organisation.folder
    }
    stands = (
        set() if job.force else _stands(job, publisher, organisation, notices, stood)
    )
    names = [notice.name for notice in notices]
    told = replace(
        told,
        folder=organisation.folder,
        kept=tuple(name for name in names if name in stands),
        would=tuple(name for name in names if name not in stands),
        states=tuple(_state(notice, organisation) for notice in notices),
    )
    if job.dry_run:
        why = ("that was asked for",) if job.force else item.why(job.look)
        return replace(told, why=why)
    refuse_link(job.order.out / organisation.folder)
    built = tuple(
        _made(
            publisher, organisation, [one for one in notices if one.name not in stands]
        )
    )
    renewed = (
        _renewed(publisher, organisation, notice, stood[notice.name])
        for notice in notices
        if notice.name in stands
    )
    made_from = {**item.made_from, "notices": ",".join(sorted(names))}
    records = tuple(
        {**_with_left(record, stood, job.order.out), "made-from": made_from}
        for record in (*(one.record for one in built), *renewed)
    )
    return replace(told, built=built, records=records)


def _composed(
    job: Job, publisher: Publisher, organisation: Organisation
) -> list[Notice]:
    order = job.order
    check_approver(organisation, publisher.catalogue)
    if order.require_approval:
        check_approved(organisation, order.today)
    notices = publisher.composed(organisation, publisher.kinds(organisation))
    if order.require_approval:
        check_final(notices, organisation, publisher)
    return notices


def _state(notice: Notice, organisation: Organisation) -> str:
    is_approved = organisation.profile.notice.approved is not None
    return state_of(draft=notice.draft, approved=is_approved)


def _stands(
    job: Job,
    publisher: Publisher,
    organisation: Organisation,
    notices: Iterable[Notice],
    stood: Mapping[str, Standing],
) -> set[str]:
    """Return the names of the notices that stand there already and show the same."""
    return {
        notice.name
        for notice in notices
        if (one := stood.get(notice.name)) is not None
        and one.content == publisher.content(notice, organisation)
        and one.is_unaltered(job.look)
    }


def _made(
    publisher: Publisher, organisation: Organisation, notices: list[Notice]
) -> Iterator[Built]:
    for notice in notices:
        made = publisher.rendered(notice, organisation)
        write_whole(made.files)
        yield made.built


def _renewed(
    publisher: Publisher, organisation: Organisation, notice: Notice, stood: Standing
) -> dict[str, Any]:
    """Return the record of a notice that stands there and shows the same."""
    record = publisher.record(notice, organisation, {})
    return {**record, "files": stood.files, "bytes": stood.bytes, "on": stood.on}


def _with_left(
    record: Mapping[str, Any], stood: Mapping[str, Standing], out: Path
) -> dict[str, Any]:
    one = stood.get(record["notice"])
    return with_left(record, (*one.files, *one.left) if one else (), out)
