"""Documents that nobody here wrote, as text with places.

`read` reads one file here and now; `read_safely` reads many, each in a process that
cannot take more than its share; `documents_in` finds the files of a folder.
"""

from notices.reading.document import (
    Block,
    Document,
    Kind,
    Link,
    Place,
    Problem,
    ProblemKey,
)
from notices.reading.folder import Folder, documents_in
from notices.reading.limits import Limits
from notices.reading.reading import read
from notices.reading.safely import read_safely

__all__ = [
    "Block",
    "Document",
    "Folder",
    "Kind",
    "Limits",
    "Link",
    "Place",
    "Problem",
    "ProblemKey",
    "documents_in",
    "read",
    "read_safely",
]
