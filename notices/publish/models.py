"""Model notices: for a kind of school and its ages, or the set of them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from notices.catalogue import Catalogue
from notices.compose.model import Model
from notices.errors import NoticesError, did_you_mean
from notices.organisation.layers import laid_over
from notices.organisation.organisation import Organisation
from notices.publish.folder import alone_in, refuse_link
from notices.publish.publish import Built, Publisher, write_recorded
from notices.tomlfile import TomlFile
from notices.vocabulary.lists import Family

ALL = "all"
_MAINTAINED, _ACADEMY, _COUNCIL = "maintained", "academy", "local-authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOrder:
    """Which model is asked for."""

    notice: str
    type: str
    """A key of organisation-types.toml, or what several of them belong to."""
    ages: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """Return what its folder is called."""
        ages = () if self.ages is None else map(str, self.ages)
        return "-".join(("model", self.type, *ages))


SET = (
    ModelOrder(notice="pupils", type="local-authority-nursery-school", ages=(3, 5)),
    ModelOrder(notice="pupils", type=_MAINTAINED, ages=(4, 11)),
    ModelOrder(notice="pupils", type=_MAINTAINED, ages=(11, 16)),
    ModelOrder(notice="pupils", type=_ACADEMY, ages=(4, 11)),
    ModelOrder(notice="pupils", type=_ACADEMY, ages=(11, 18)),
    *(
        ModelOrder(notice=notice, type=kind, ages=ages)
        for notice in ("workforce", "governors")
        for kind, ages in ((_MAINTAINED, (4, 11)), (_ACADEMY, (11, 18)))
    ),
    *(
        ModelOrder(notice=notice, type=_COUNCIL)
        for notice in (
            "authority-pupils",
            "children-in-need-or-looked-after",
            "childrens-social-care-workforce",
        )
    ),
)
"""What `--model all` makes: who most often needs which notice."""


def publish_model(publisher: Publisher, asked: ModelOrder) -> Built:
    """Make and write one model notice.

    Raises NoticesError, MissingError when no format can be made here.
    """
    key, is_family = _type_of(asked.type, publisher.catalogue)
    organisation = _nobody(publisher, asked, key)
    refuse_link(publisher.order.out / organisation.folder)
    publisher = replace(publisher, order=replace(publisher.order, draft=True))
    model = Model(
        catalogue=publisher.catalogue,
        organisation=organisation,
        choices=publisher.choices(),
        is_family=is_family,
    )
    notice = model.notice(publisher.compose(organisation, asked.notice))
    made = publisher.rendered(notice, organisation)
    with alone_in(publisher.order.out):
        return write_recorded(publisher.order.out, made)


def _type_of(word: str, catalogue: Catalogue) -> tuple[str, bool]:
    """Return the type that is meant, and whether it stands for a family of them."""
    if word in catalogue.types:
        return word, False
    families = dict(_families(catalogue))
    if word in families:
        return families[word], True
    known = [*families, *catalogue.types]
    mend = did_you_mean(word, known, f"name one of {', '.join(known)}.")
    raise NoticesError(f'--type: "{word}" is not known.\n  To mend: {mend}')


def _families(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield each family of schools that teach all pupils, with a type of it."""
    for key in reversed([*catalogue.types]):
        groups = catalogue.types[key].entries[-1].entry.groups
        if "mainstream" in groups and groups[0] in get_args(Family):
            yield groups[0], key


def _nobody(publisher: Publisher, asked: ModelOrder, key: str) -> Organisation:
    """Return an organisation that says its type and ages, and nothing else."""
    if asked.ages is None and publisher.catalogue.vocabulary.types[key]:
        raise NoticesError(
            "--ages: a model for a school needs the ages that it is for.\n"
            "  Which law applies to a school depends on its statutory ages.\n"
            "  To mend: add --ages 4-11, or those you want."
        )
    ages = "" if asked.ages is None else f"ages = {list(asked.ages)}\n"
    text = f'[organisation]\ntype = "{key}"\n{ages}'
    file = TomlFile(f"{asked.name}.toml", text, tomllib.loads(text))
    return publisher.organisation(laid_over(None, file, own=True))
