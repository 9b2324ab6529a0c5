"""One side of a comparison: a state of law and wording, on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from notices.catalogue import Catalogue
from notices.compare.seen import Seen, seen
from notices.compose import Choices, compose
from notices.compose.reasons import why_not
from notices.errors import NoticesError, TemplateError
from notices.organisation.layers import Layers
from notices.organisation.load import organisation_from
from notices.organisation.organisation import Organisation
from notices.organisation.register import Register
from notices.templating import Folders
from notices.vocabulary.lists import FULL, Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A wording set on a day: its notices are composed when they are asked for."""

    label: str
    on: date
    catalogue: Catalogue
    templates: Folders
    register: Register
    as_issued: bool = True
    """Whether or not it had been issued by that day is no change; but what was built
    says which it was."""
    kinds: tuple[str, ...] = ()
    """Notices of either side, which a profile may name; () for this side's alone."""
    folder: str = ""
    """The folder that it stands in for a while, which no message may name."""

    def organisation(self, layers: Layers) -> Organisation:
        """Return the organisation as this side's vocabulary reads it.

        Raises FaultsError with all that is wrong with it.
        """
        vocabulary = self.catalogue.vocabulary
        if self.kinds:
            vocabulary = replace(vocabulary, notices=self.kinds)
        return organisation_from(layers, vocabulary=vocabulary, register=self.register)

    def seen(self, layers: Layers, name: str) -> Seen | None:
        """Compose an edition of a notice, drafts too; None where there is no such.

        Raises NoticesError: FaultsError, DayError, or TemplateError.
        """
        kind, edition = edition_named(name)
        if kind not in self.catalogue.notices:
            return None
        choices = Choices(
            templates=self.templates,
            edition=edition,
            draft=True,
            accept_unanswered=True,
            as_issued=self.as_issued,
        )
        organisation = self.organisation(layers)
        try:
            notice = compose(self.catalogue, organisation, kind, self.on, choices)
        except TemplateError as error:
            raise TemplateError(self.told(str(error))) from None
        return seen(notice)

    def told(self, message: str) -> str:
        """Return a message with the name of this side in place of its folder."""
        return (
            message.replace(f"{self.folder}/", f"{self.label}:")
            if self.folder
            else message
        )

    def why_not(self, layers: Layers, name: str, key: str) -> str:
        """Return why a notice does not tell what goes by *key*; "" if it does.

        Raises NoticesError for what the catalogue or the organisation does not have.
        """
        kind, _ = edition_named(name)
        return why_not(self.catalogue, self.organisation(layers), kind, self.on, key)


def edition_named(name: str) -> tuple[str, Edition]:
    """Return the notice and the edition that files of such a name have.

    >>> edition_named("pupils.summary"), edition_named("pupils")
    (('pupils', 'summary'), ('pupils', 'full'))
    """
    kind, _, edition = name.partition(".")
    return kind, cast("Edition", edition) if edition else FULL


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A folder that was built: its notices as they were kept."""

    label: str
    notices: Mapping[tuple[str, str], Seen]
    """By folder and name."""

    def seen(self, folder: str, name: str) -> Seen:
        """Return a notice that was built; raise NoticesError if it was not."""
        found = self.notices.get((folder, name))
        if found is None:
            raise NoticesError(
                f"{self.label}: it holds no {name} notice of {folder}.\n"
                "  To mend: build it there, or leave this organisation out."
            )
        return found
