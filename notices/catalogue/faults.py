"""Print what is wrong with the data: `python -m notices.catalogue.faults`."""

import sys

from notices.catalogue.load import load_catalogue
from notices.errors import FaultsError


def main() -> int:
    """Load the shipped catalogue; return 1 and print the faults if there are any."""
    try:
        load_catalogue()
    except FaultsError as error:
        sys.stderr.write(f"{error}\n\n{len(error.faults)} faults\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
