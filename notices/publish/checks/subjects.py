"""What is to be checked: profiles, tables, built folders, and documents."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from notices.catalogue import Catalogue
from notices.check.checking import check_document, in_order, is_evidence
from notices.check.findings import Finding, Report
from notices.check.looking import Context
from notices.check.notice import check_notice, kind_of
from notices.check.rulebook import Rulebook
from notices.compose.overlay import wording_folders
from notices.compose.wording import shipped_templates
from notices.errors import NoticesError
from notices.organisation import Organisation, load_organisation, organisation_from
from notices.organisation.table import Wanted
from notices.publish import manifest
from notices.publish.order import Order
from notices.publish.publish import Publisher
from notices.publish.tasks import Planner
from notices.reading import Document, documents_in, read_safely
from notices.vocabulary.lists import FULL, PAGE, Edition

_TABLES = frozenset({".csv", ".xlsx"})
_FORMS = (".md", ".html", ".pdf", ".docx", ".odt", ".txt")


@dataclass(frozen=True)
class Checker:
    """Everything that is read once and checks every subject."""

    order: Order
    """The day, the notices and the wording set that profiles are composed with."""
    context: Context
    catalogue: Catalogue
    book: Rulebook
    rules: Collection[str]
    jobs: int
    fault: Callable[[str], None]
    """Told what is wrong with a profile or a row that cannot be composed."""

    @property
    def templates(self) -> tuple[Path, ...]:
        """Return the folders of templates, the wording set's first."""
        return shipped_templates(*wording_folders(self.order.wording)[1])

    @cached_property
    def publisher(self) -> Publisher:
        """Return what composes; read only if there is something to compose."""
        return Publisher.prepare(self.order)

    def reports(self, paths: Iterable[Path]) -> Iterator[Report]:
        """Yield a report for each notice and document of *paths*, one at a time.

        Raises NoticesError for a path that is not there.
        """
        every = list(paths)
        _check_there(every)
        return chain.from_iterable(self._of(path) for path in every)

    def _of(self, path: Path) -> Iterator[Report]:
        if path.is_dir() and (path / manifest.NAME).is_file():
            return self._built(path)
        suffix = path.suffix.lower()
        if suffix == ".toml":
            return self._profile(path)
        if suffix in _TABLES:
            return self._table(path)
        return self._documents(path)

    def _documents(self, path: Path) -> Iterator[Report]:
        found = documents_in(path)
        if path.is_dir() and not (found.files or found.unread):
            self.fault(_nothing_there(path))
        read = read_safely(found.files, jobs=self.jobs)
        for document in chain(found.unread, read):
            yield self._document(document, self.context)

    def _document(
        self, document: Document, context: Context, *, edition: Edition = FULL
    ) -> Report:
        """Check a document; of a short edition is asked only what it may not say.

        What it leaves out, the full notice that it names says.
        """
        rules = {
            name
            for name in self.rules
            if edition == FULL or not is_evidence(self.book.rules[name])
        }
        return check_document(document, context, self.book, rules)

    def _profile(self, path: Path) -> Iterator[Report]:
        try:
            organisation = load_organisation(
                path,
                vocabulary=self.catalogue.vocabulary,
                register=self.publisher.register,
            )
            yield from self._notices(organisation)
        except NoticesError as error:
            self.fault(str(error))

    def _table(self, path: Path) -> Iterator[Report]:
        planner = Planner(
            vocabulary=self.catalogue.vocabulary,
            register=self.publisher.register,
            wanted=Wanted(),
            base=None,
            profiles=None,
        )
        plan = planner.from_table(path, str(path))
        for _, fault in plan.failed:
            self.fault(fault)
        for task in plan.tasks:
            try:
                organisation = organisation_from(
                    task.layers(plan.base),
                    vocabulary=self.catalogue.vocabulary,
                    register=self.publisher.register,
                )
                yield from self._notices(organisation)
            except NoticesError as error:
                self.fault(f"{task.label}: {error}")

    def _notices(self, organisation: Organisation) -> Iterator[Report]:
        for kind in self.publisher.kinds(organisation):
            notice = self.publisher.compose(organisation, kind)
            yield check_notice(notice, organisation, self.book, self.rules)

    def _built(self, folder: Path) -> Iterator[Report]:
        records = list(manifest.read(folder / manifest.NAME))
        files = [_file_of(record, folder) for record in records]
        for record, document in zip(
            records, read_safely(files, jobs=self.jobs), strict=True
        ):
            context = replace(
                self.context,
                notice=str(record["notice"]).partition(".")[0],
                kind=self.context.kind or self._kind(record.get("urn")),
            )
            edition = record.get("edition", FULL)
            report = self._document(document, context, edition=edition)
            unrendered = tuple(self._unrendered(record, report))
            yield replace(report, findings=in_order((*report.findings, *unrendered)))

    def _kind(self, urn: Any) -> Any:
        """Return whose notice it is, as far as the register says."""
        school = self.publisher.register.find(urn) if isinstance(urn, int) else None
        if school is None:
            return ""
        key = self.catalogue.vocabulary.type_named(school.register_type)
        return (kind_of(key, self.catalogue) or "") if key else ""

    def _unrendered(self, record: dict[str, Any], report: Report) -> Iterator[Finding]:
        """Yield what the manifest says was missing when the notice was built."""
        told = {finding.name for finding in report.findings}
        for key in record.get("missing", ()):
            name = str(key).replace("_", "-")
            if name in self.rules and name not in told and report.notice != PAGE:
                rule = self.book.rules[name].rule
                yield Finding(
                    code=rule.code,
                    name=name,
                    severity=rule.severity,
                    message=f"Nothing said {rule.title} when it was built.",
                )


def _file_of(record: dict[str, Any], folder: Path) -> Path:
    """Return the file of a built notice that is read best."""
    names = [str(name) for name in record.get("files", ())]
    kind = str(record["notice"])
    best = next(
        (f"{kind}{form}" for form in _FORMS if f"{kind}{form}" in names), f"{kind}.md"
    )
    return folder / str(record["folder"]) / best


def _check_there(paths: list[Path]) -> None:
    missing = [
        f"{path}: there is no such file or folder.\n"
        "  To mend: check the name and the folder."
        for path in paths
        if not path.exists()
    ]
    if missing:
        raise NoticesError("\n\n".join(missing))


def _nothing_there(folder: Path) -> str:
    return (
        f"{folder}: there is no document in this folder.\n"
        "  Documents end in .md, .html, .docx, .odt, .pdf or .txt.\n"
        "  To mend: check the folder, or name the files."
    )
