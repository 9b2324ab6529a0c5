"""Write all that is made from code and data."""

from tools.reference import MADE, ROOT, fresh

for name in MADE:
    (ROOT / name).write_text(fresh(name), encoding="utf-8")
