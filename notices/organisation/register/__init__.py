"""The school register that ships: what is publicly known of a school, on a day.

It is an extract of the Department for Education's register, made by
`tools/make_register.py`; it holds no names of people.
"""

from notices.organisation.register.extract import Register, Searched, load_register
from notices.organisation.register.row import NEEDED, read_row
from notices.organisation.register.school import Authority, Listed, School, Trust

__all__ = [
    "NEEDED",
    "Authority",
    "Listed",
    "Register",
    "School",
    "Searched",
    "Trust",
    "load_register",
    "read_row",
]
