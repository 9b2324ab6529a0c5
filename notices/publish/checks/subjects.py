"""What is to be checked: profiles, tables, built folders, and documents."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from notices.check.checking import check_document, in_order, is_evidence
from notices.check.findings import Finding, Report
from notices.check.looking import Context
from notices.check.notice import check_notice, kind_of
from notices.errors import NoticesError
from notices.organisation.layers import Layers, read_layers
from notices.organisation.table import Wanted, is_table
from notices.publish import manifest
from notices.publish.batch.tasks import Planner
from notices.publish.publish import Publisher
from notices.reading import Document, documents_in, read_safely
from notices.vocabulary.lists import FULL, PAGE, Edition

_FORMS = (".md", ".html", ".pdf", ".docx", ".odt", ".txt")


@dataclass(frozen=True)
class Checker:
    """Everything that is read once and checks every subject."""

    publisher: Publisher
    """What composes profiles, and has the rules."""
    context: Context
    rules: Collection[str]
    jobs: int
    fault: Callable[[str], None]
    """Told what is wrong with a profile or a row that cannot be composed."""
    left_out: Callable[[str], None]
    """Told of each school of a table that is closed, and so is not looked at."""

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
        if path.suffix.lower() == ".toml":
            return self._profile(path)
        if is_table(path):
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
            if edition == FULL or not is_evidence(self.publisher.book.rules[name])
        }
        return check_document(document, context, self.publisher.book, rules)

    def _profile(self, path: Path) -> Iterator[Report]:
        try:
            yield from self._notices(read_layers(path))
        except NoticesError as error:
            self.fault(str(error))

    def _table(self, path: Path) -> Iterator[Report]:
        planner = Planner(
            vocabulary=self.publisher.catalogue.vocabulary,
            register=self.publisher.register,
            wanted=Wanted(),
            base=None,
            profiles=None,
        )
        plan = planner.from_table(path, str(path))
        for one in plan.left_out:
            self.left_out(one.sentence)
        for one in plan.failed:
            self.fault(one.fault)
        for task in plan.tasks:
            try:
                yield from self._notices(task.layers(plan.base))
            except NoticesError as error:
                self.fault(f"{task.label}: {error}")

    def _notices(self, layers: Layers) -> Iterator[Report]:
        publisher = self.publisher
        organisation = publisher.organisation(layers)
        for kind in publisher.kinds(organisation):
            notice = publisher.compose(organisation, kind)
            yield check_notice(notice, organisation, publisher.book, self.rules)

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
        catalogue = self.publisher.catalogue
        key = catalogue.vocabulary.type_named(school.register_type)
        return (kind_of(key, catalogue) or "") if key else ""

    def _unrendered(self, record: dict[str, Any], report: Report) -> Iterator[Finding]:
        """Yield what the manifest says was missing when the notice was built."""
        told = {finding.name for finding in report.findings}
        for key in record.get("missing", ()):
            name = str(key).replace("_", "-")
            if name in self.rules and name not in told and report.notice != PAGE:
                rule = self.publisher.book.rules[name].rule
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
