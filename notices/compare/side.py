"""One side of a comparison: a state of law and wording, on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from notices.catalogue import Catalogue
from notices.compare.seen import Seen, seen
from notices.compose import Choices, compose
from notices.compose.reasons import why_not
from notices.errors import NoticesError, TemplateError
from notices.organisation import Organisation
from notices.organisation.layers import Layers
from notices.organisation.load import organisation_from
from notices.organisation.register import Register
from notices.templating import Folders


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
    folder: str = ""
    """The folder that it stands in for a while, which no message may name."""

    def organisation(self, layers: Layers) -> Organisation:
        """Return the organisation as this side's vocabulary reads it."""
        vocabulary = self.catalogue.vocabulary
        return organisation_from(layers, vocabulary=vocabulary, register=self.register)

    def seen(self, layers: Layers, kind: str) -> Seen:
        """Compose a notice, drafts too."""
        choices = Choices(
            templates=self.templates,
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

    def why_not(self, layers: Layers, kind: str, key: str) -> str:
        """Return why a notice does not tell what goes by *key*; "" if it does."""
        return why_not(self.catalogue, self.organisation(layers), kind, self.on, key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A folder that was built: its notices as they were kept."""

    label: str
    notices: Mapping[tuple[str, str], Seen]
    """By folder and kind."""

    def seen(self, folder: str, kind: str) -> Seen:
        """Return a notice that was built; raise NoticesError if it was not."""
        found = self.notices.get((folder, kind))
        if found is None:
            raise NoticesError(
                f"{self.label}: it holds no {kind} notice of {folder}.\n"
                "  To mend: build it there, or leave this organisation out."
            )
        return found
