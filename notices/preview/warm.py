"""Do once, in the process that a preview's others are forked from, what each repeats.

What is kept is kept by the text that it was made of, so that none of it is ever stale.
"""

import gc
from contextlib import suppress

from notices.catalogue import load_catalogue
from notices.check.load import load_rulebook
from notices.compare.whom import examples
from notices.compose import Choices, compose
from notices.errors import NoticesError
from notices.organisation.load import load_organisation
from notices.organisation.register import load_register
from notices.preview import process  # noqa: F401 - its libraries, which take a while
from notices.render import render_page
from notices.templating import SHIPPED

_NOBODY_ELSES = SHIPPED * 2
"""The same folders by another name: what a cache keeps by folder, nobody else finds."""


def warm() -> None:
    """Read what ships, and make the examples' notices.

    What is wrong in a file is told by whoever needs that file.
    """
    with suppress(NoticesError):
        catalogue, register = load_catalogue(), load_register()
        load_rulebook(catalogue)
        for profile in examples():
            organisation = load_organisation(
                profile, vocabulary=catalogue.vocabulary, register=register
            )
            issuer = catalogue.types[organisation.type].entries[-1].entry.issuer
            notice = compose(
                catalogue,
                organisation,
                catalogue.issued_by(issuer)[0],
                catalogue.about.checked_to,
                Choices(templates=_NOBODY_ELSES),
            )
            render_page(notice, folders=_NOBODY_ELSES)
    gc.freeze()


warm()
