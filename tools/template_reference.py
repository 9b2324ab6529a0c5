"""Write the reference part of docs/templates.md from notices/compose/view.py.

Run it after changing a view; a test sees that it was run.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "templates.md"
VIEW = ROOT / "notices" / "compose" / "view.py"
BEGINS = "<!-- What follows is written by tools/template_reference.py. -->\n"


def fresh() -> str:
    """Return the page as it should be."""
    before, _, _ = PAGE.read_text(encoding="utf-8").partition(BEGINS)
    return before + BEGINS + "".join(_classes())


def _classes() -> Iterator[str]:
    classes = [
        node
        for node in ast.parse(VIEW.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    ]
    first = ("Shared", "Own")
    for node in sorted(classes, key=lambda node: node.name not in first):
        yield f"\n### {node.name}\n\n{ast.get_docstring(node)}\n\n"
        yield "| field | kind | |\n|---|---|---|\n"
        yield from _fields(node)


def _fields(node: ast.ClassDef) -> Iterator[str]:
    for index, member in enumerate(node.body):
        if isinstance(member, ast.AnnAssign):
            kind, name = ast.unparse(member.annotation), ast.unparse(member.target)
            told = _words_after(node.body, index)
        elif isinstance(member, ast.FunctionDef) and member.returns:
            kind, name = ast.unparse(member.returns), member.name
            told = ast.get_docstring(member) or ""
        else:
            continue
        yield f"| `{name}` | {kind.replace('|', 'or')} | {told} |\n"


def _words_after(body: list[ast.stmt], index: int) -> str:
    """Return the sentence that stands under a field, or ""."""
    after = body[index + 1] if index + 1 < len(body) else None
    if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
        return " ".join(str(after.value.value).split())
    return ""


if __name__ == "__main__":
    PAGE.write_text(fresh(), encoding="utf-8")
