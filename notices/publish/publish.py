"""From a profile to files: load, compose, render, write, record."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from notices.catalogue import Catalogue, load_catalogue
from notices.check.cheap import cheap
from notices.check.load import load_rulebook
from notices.check.rulebook import Rulebook
from notices.compare.kept import kept
from notices.compose import Choices, Notice, compose, missing
from notices.compose.editions import fitting
from notices.compose.kinds import usual_kinds
from notices.compose.overlay import wording_folders
from notices.compose.wording import shipped_templates
from notices.errors import Fault, FaultsError, MissingError
from notices.organisation.layers import Layers, read_layers
from notices.organisation.load import organisation_from
from notices.organisation.organisation import Organisation
from notices.organisation.register import Register, load_register
from notices.publish import manifest
from notices.publish.findings import findings_of
from notices.publish.folder import alone_in, refuse_link, refuse_second
from notices.publish.inputs import content_of, law_since
from notices.publish.order import FORMATS, USUAL, Order, check_formats
from notices.publish.write import write_whole
from notices.render import (
    render_fragment,
    render_markdown,
    render_page,
    render_pdf,
    render_text,
    render_word,
)
from notices.shipped import shipped
from notices.vocabulary.lists import FULL, Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One notice that was built."""

    folder: Path
    formats: tuple[str, ...]
    record: Mapping[str, Any]
    findings: tuple[str, ...]
    """Sentences for whoever built it."""
    is_unasked_draft: bool
    """It became a draft although nobody asked for one."""
    lacking: str
    """Why a format that was asked for could not be made here, or ""."""

    @property
    def has_findings(self) -> bool:
        """Say whether somebody should look before it is published."""
        lacks = self.record["missing"] or self.record["unanswered"]
        return bool(lacks) or self.is_unasked_draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One notice that was made, and is not written yet."""

    built: Built
    files: Mapping[Path, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Everything that is read once and serves every organisation."""

    order: Order
    catalogue: Catalogue
    register: Register
    templates: tuple[Path, ...]
    wording: Mapping[str, str]
    book: Rulebook
    """The rules that what a profile says is looked at with."""
    look: str
    """The digest of what surrounds the words: pages, style sheets, fonts."""
    taken: dict[Path, Path] = field(default_factory=dict)
    """The folders that were written, and the profile that each was written for."""

    @classmethod
    def prepare(cls, order: Order) -> "Publisher":
        """Read the catalogue, the register and the wording set.

        Raises FaultsError for faults in them, NoticesError for unknown formats.
        """
        check_formats(order.formats)
        data, templates = wording_folders(order.wording)
        folders = shipped_templates(*templates)
        catalogue = load_catalogue(*data)
        return cls(
            order=order,
            catalogue=catalogue,
            register=load_register(order.register),
            templates=folders,
            wording=manifest.wording_of((*folders, shipped("data"), *data)),
            book=load_rulebook(catalogue, *data),
            look=manifest.look_of(folders),
        )

    def publish(self, profile: Path) -> Iterator[Built]:
        """Build the notices of the profile; write them only when all are composed.

        Raises NoticesError; nothing is written for this organisation then.
        """
        organisation = self.organisation(read_layers(profile))
        folder = self.order.out / organisation.folder
        refuse_second(folder, profile, first=self.taken.get(folder, profile))
        refuse_link(folder)
        notices = self.composed(organisation, self.kinds(organisation))
        with alone_in(self.order.out):
            for notice in notices:
                made = self.rendered(notice, organisation)
                built = write_recorded(self.order.out, made)
                self.taken[folder] = profile
                yield built

    def organisation(self, layers: Layers) -> Organisation:
        """Return whose profile it is; raise FaultsError for all that is wrong in it."""
        return organisation_from(
            layers, vocabulary=self.catalogue.vocabulary, register=self.register
        )

    def kinds(self, organisation: Organisation) -> tuple[str, ...]:
        """Return which notices are to be made for an organisation."""
        usual = usual_kinds(self.catalogue, organisation, self.order.on)
        return self.order.kinds or usual

    def composed(
        self, organisation: Organisation, kinds: tuple[str, ...]
    ) -> list[Notice]:
        """Compose the editions of an organisation's notices that were ordered.

        Raises NoticesError, also where none of them is for its pupils.
        """
        asked = self.order.editions
        notices = [
            self.compose(organisation, kind, edition)
            for kind in kinds
            for edition in fitting(organisation, kind, asked, self.templates)
        ]
        if kinds and not notices and not set(asked) <= {FULL}:
            raise FaultsError(_none_fits(organisation, asked))
        return notices

    def compose(
        self, organisation: Organisation, kind: str, edition: Edition = FULL
    ) -> Notice:
        """Compose an edition of a notice, and look at what its profile says."""
        notice = compose(
            self.catalogue, organisation, kind, self.order.on, self.choices(edition)
        )
        found = cheap(notice, self.book)
        return replace(notice, warnings=(*notice.warnings, *found))

    def choices(self, edition: Edition = FULL) -> Choices:
        """Return how to compose as ordered."""
        return Choices(
            templates=self.templates,
            edition=edition,
            today=self.order.today,
            draft=self.order.draft,
            accept_unanswered=self.order.accept_unanswered,
        )

    def rendered(self, notice: Notice, organisation: Organisation) -> Made:
        """Make the files of a notice.

        Raises MissingError when no format can be made here, and as `rendered` does.
        """
        files, lacking = rendered(
            notice,
            self.order.formats or USUAL,
            folders=self.templates,
            large_print=self.order.large_print,
        )
        if not files:
            raise MissingError(lacking)
        record = self.record(notice, organisation, files)
        folder = self.order.out / notice.folder
        built = Built(
            folder=folder,
            formats=tuple(name.removeprefix(f"{notice.name}.") for name in files),
            record=record,
            findings=self._findings(notice, organisation, record["missing"]),
            is_unasked_draft=notice.draft and not self.order.draft,
            lacking=lacking,
        )
        whole = {folder / name: data for name, data in files.items()}
        if self.order.keep:
            whole |= kept(notice, self.order.out)
        return Made(built=built, files=whole)

    def _findings(
        self, notice: Notice, organisation: Organisation, lacks: Iterable[str]
    ) -> tuple[str, ...]:
        if notice.edition != FULL and FULL in self.order.editions:
            return ()  # they would be those of the full notice, once more
        return (
            *notice.warnings,
            *findings_of(self.catalogue, notice, organisation, lacks),
        )

    def record(
        self, notice: Notice, organisation: Organisation, files: Mapping[str, bytes]
    ) -> dict[str, Any]:
        """Return what the manifest says of a notice."""
        return manifest.record_of(
            notice,
            organisation,
            wording=self.wording,
            files=files,
            # What a short edition leaves out, the full notice that it names says.
            missing=missing(notice, self.catalogue) if notice.edition == FULL else (),
            content=self.content(notice, organisation),
        )

    def content(self, notice: Notice, organisation: Organisation) -> str:
        """Return the digest of what the files of a notice show."""
        return content_of(
            notice,
            organisation,
            look=self.look,
            law=str(law_since(self.catalogue, notice.on)),
            outputs=(
                *(self.order.formats or USUAL),
                f"keep {self.order.keep}",
                f"large print {self.order.large_print}",
            ),
        )


def write_recorded(out: Path, made: Made) -> Built:
    """Write a notice and its record; call it only while alone in the folder.

    Returns what was built, with what is left of earlier runs.  Raises OutputError.
    """
    path = out / manifest.NAME
    record, lines = manifest.with_record(path, made.built.record)
    write_whole({**made.files, path: lines})
    return replace(made.built, record=record)


def rendered(
    notice: Notice,
    formats: tuple[str, ...],
    *,
    folders: tuple[Path, ...],
    large_print: bool = False,
) -> tuple[dict[str, bytes], str]:
    """Return the files of *notice* by name, and what is lacking for the rest.

    Raises NoticesError for a template or a style sheet of a wording set that fails.
    """
    makers: Mapping[str, Callable[[], Mapping[str, bytes]]] = {
        "md": lambda: {"md": render_markdown(notice).encode()},
        "html": lambda: {
            "html": render_page(notice, folders=folders).encode(),
            "fragment.html": render_fragment(notice, folders=folders).encode(),
        },
        "pdf": lambda: {
            ending: render_pdf(notice, folders=folders, large=large)
            for ending, large in {"pdf": False, "large-print.pdf": True}.items()
            if large_print or not large
        },
        "docx": lambda: {"docx": render_word(notice, "docx", folders=folders)},
        "odt": lambda: {"odt": render_word(notice, "odt", folders=folders)},
        "txt": lambda: {"txt": render_text(notice, folders=folders).encode()},
    }
    files: dict[str, bytes] = {}
    lacking = ""
    for form in sorted(set(formats), key=FORMATS.index):
        try:
            made = makers[form]()
        except MissingError as error:
            lacking = str(error)
            continue
        files |= {f"{notice.name}.{ending}": data for ending, data in made.items()}
    return files, lacking


def _none_fits(organisation: Organisation, asked: tuple[Edition, ...]) -> Fault:
    return organisation.layers.fault(
        ("notices",) if organisation.profile.notices else (),
        f"no notice of it has the edition {' or '.join(asked)}.",
        why="The ages of its pupils do not fit, or its notices are not for pupils.",
        mend="ask for other ones; --edition all makes those that fit.",
    )
