"""The one place that asks the clock."""

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Return today, or the day that SOURCE_DATE_EPOCH names for a repeatable build.

    Raises UsageError if it names none.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        from notices.cli.options import UsageError
        from notices.tomlfile.typed import shown

        raise UsageError(
            f"SOURCE_DATE_EPOCH: {shown(epoch)} names no day.\n"
            "  It holds the seconds from 1 January 1970 to the day of a build.\n"
            "  To mend: write a number such as 1795305600, or unset it."
        ) from None
