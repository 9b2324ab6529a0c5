"""What a template sees, from notices/compose/view.py."""

import ast
from collections.abc import Iterator
from pathlib import Path

from notices.compose import view
from tools.reference.table import table

_FIRST = ("Shared", "Own")


def parts() -> Iterator[str]:
    """Yield a table a view."""
    code = Path(view.__file__).read_text(encoding="utf-8")
    classes = [node for node in ast.parse(code).body if isinstance(node, ast.ClassDef)]
    for node in sorted(classes, key=lambda node: node.name not in _FIRST):
        yield f"\n### {node.name}\n\n{ast.get_docstring(node)}\n\n"
        yield from table(("field", "kind", ""), _fields(node))


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
    for index, member in enumerate(node.body):
        if isinstance(member, ast.AnnAssign):
            kind, name = ast.unparse(member.annotation), ast.unparse(member.target)
            told = _words_after(node.body, index)
        elif isinstance(member, ast.FunctionDef) and member.returns:
            kind, name = ast.unparse(member.returns), member.name
            told = ast.get_docstring(member) or ""
        else:
            continue
        yield f"`{name}`", kind.replace("|", "or"), told


def _words_after(body: list[ast.stmt], index: int) -> str:
    """Return the sentence that stands under a field, or ""."""
    after = body[index + 1] if index + 1 < len(body) else None
    if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
        return " ".join(str(after.value.value).split())
    return ""
