"""The closed lists: words that mean one thing and are spelt one way.

A new word here is a change of the program; everything else is data.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

PAGE = "who-we-share-with"
"""The notice that answers no Article: a plain page of who gets what."""

People: TypeAlias = Literal[
    "pupils",
    "parents",
    "workforce",
    "governors",
    "children",
    "visitors",
    "applicants",
    "volunteers",
    "former-pupils",
]

Issuer: TypeAlias = Literal["school", "trust", "local-authority", "department"]

Edition: TypeAlias = Literal[
    "full",
    "summary",
    "ages-5-8",
    "ages-9-11",
    "ages-12-15",
    "ages-16-plus",
    "snippet",
]
"""The same facts for another reader; all but the full one are short."""

FULL: Edition = "full"

EVERY_AGE = 99
"""How old the oldest may be, where something is about people of every age."""

EDITION_AGES: Mapping[Edition, tuple[int, int]] = {
    "ages-5-8": (5, 8),
    "ages-9-11": (9, 11),
    "ages-12-15": (12, 15),
    "ages-16-plus": (16, EVERY_AGE),
}
"""The ages that an edition is written for, in years; the others are for any."""

Happens: TypeAlias = Literal["required", "done", "permitted"]
"""*Permitted* is a power: told as one, and never as something that happens."""

Identifies: TypeAlias = Literal["person", "pseudonym", "nobody", "totals"]

Reach: TypeAlias = Literal["most", "some", "chosen"]
"""Whom a sharing concerns: *most* of those whom its notice is for, *some* of them, or
only who agrees to it or asks for it, *chosen*."""

Evidence: TypeAlias = Literal["read", "cited", "memory"]
"""How surely a provision says what it is cited for; *memory* is never printed."""

Confidence: TypeAlias = Literal["sure", "likely"]

BodyKind: TypeAlias = Literal[
    "government",
    "agency",
    "inspectorate",
    "regulator",
    "council",
    "health",
    "justice",
    "education",
    "supplier",
    "family",
    "other",
]

Family: TypeAlias = Literal[
    "maintained",
    "academy",
    "independent",
    "non-maintained-special",
    "trust",
    "local-authority",
    "department",
]

Group: TypeAlias = Literal[
    "maintained",
    "academy",
    "independent",
    "non-maintained-special",
    "trust",
    "local-authority",
    "department",
    "nursery",
    "special",
    "alternative-provision",
    "sixteen-plus",
    "mainstream",
    "boarding",
]

Controller: TypeAlias = Literal[
    "governing-body", "trust", "proprietor", "council", "department", "stated"
]
"""Who decides why and how data is used; *stated*: the type does not settle it."""

Officer: TypeAlias = Literal["required", "if-tests-met"]
"""Whether there must be a data protection officer (Art 37(1) UK GDPR)."""

TrustSize: TypeAlias = Literal["", "multi", "single"]
"""Of several schools, or of one; "": it does not matter."""

Special: TypeAlias = Literal[
    "ethnic-origin",
    "religion",
    "health",
    "biometric",
    "sex-life",
    "opinions",
    "union",
    "genetic",
]
"""Special category data (Art 9(1) UK GDPR)."""

Origin: TypeAlias = Literal[
    "family",
    "pupil",
    "school",
    "previous-school",
    "local-authority",
    "health",
    "department",
    "other",
]

Given: TypeAlias = Literal["required", "refusable", "voluntary", "made-by-us"]

Keeping: TypeAlias = Literal["statutory", "customary", "criteria"]

Learners: TypeAlias = Literal["pupils", "students"]
"""What those are called who learn there."""

Condition: TypeAlias = Literal[
    "always",
    "officer",
    "consent",
    "legitimate-interests",
    "automated-decisions",
    "transfers",
    "representative",
    "recipients",
    "indirect",
]

YearGroup: TypeAlias = Literal[
    "R", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"
]
