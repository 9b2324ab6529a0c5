"""What serves every organisation, read once in a process, and never out of date.

A process that a cluster lends us may have worked for an earlier run, and then keeps
what the wording and the register said at that time.
"""

import sys
from functools import lru_cache
from platform import node

from notices.errors import NoticesError
from notices.publish.inputs import MadeFrom
from notices.publish.order import Order
from notices.publish.publish import Publisher


@lru_cache(maxsize=1)
def prepare(order: Order) -> Publisher:
    """Return what serves every organisation of an order; raise NoticesError for faults.

    Processes that are forked have it too.  What is kept of another order is forgotten.
    """
    _forget()
    return Publisher.prepare(order)


def prepared(order: Order, read: MadeFrom) -> Publisher:
    """Return what `prepare` does, of files whose digests are *read*.

    Raises NoticesError where the files here say otherwise, or have faults.
    """
    publisher = prepare(order)
    if read_by(publisher) != read:
        prepare.cache_clear()
        publisher = prepare(order)
    if read_by(publisher) != read:
        raise NoticesError(
            f"{node()}: the wording set or the register there is not as it was when "
            "the run began.\n"
            "  Notices of one run are made from one wording and one register.\n"
            "  To mend: give all machines the same files, leave these as they are, and "
            "run the same command again."
        )
    return publisher


def read_by(publisher: Publisher) -> MadeFrom:
    """Return the digests of the wording set and the register that were read."""
    return {
        "register": publisher.register.digest,
        "wording": publisher.wording["digest"],
    }


def _forget() -> None:
    """Empty each cache of ours: many are found by a path, whatever stands there now."""
    ours = [
        vars(module)
        for name, module in sys.modules.items()
        if name.partition(".")[0] == "notices"
    ]
    for names in ours:
        for value in names.values():
            if callable(empty := getattr(value, "cache_clear", None)):
                empty()
