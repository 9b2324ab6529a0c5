"""The one place that asks the clock."""

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Return today, or the day that SOURCE_DATE_EPOCH names for a repeatable build."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    return datetime.now(tz=UTC).astimezone().date()
