"""The conditions of policies: a small language that is read, checked and never run as code.

``and or not == != < <= > >= in not in``, parentheses, lists, texts, numbers, ``true false``,
``known(x)``, ``unknown(x)``, ``len(x)``, and fields with dots. A comparison with something unknown
is itself unknown, and so is what follows from it: ``not`` of unknown is unknown, ``false and
unknown`` is false, ``true or unknown`` is true. A condition holds only where it is true.
"""

from __future__ import annotations

import ast
import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_COMPARE: Final[dict[type[ast.cmpop], Callable[[Any, Any], Any]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, many: one in many,
    ast.NotIn: lambda one, many: one not in many,
}
_FUNCTIONS: Final = ("known", "unknown", "len")
WORDS: Final = {"true": True, "false": False}
"""Names that are constants."""
LONGEST: Final = 2000
"""Longest condition, in characters."""
_DEEPEST: Final = 50
"""Most levels of a condition: each takes some of Python's stack."""


class BadExpression(ValueError):  # noqa: N818 -- says what it is
    """Why a text is no condition, and what to write instead, where that is known."""

    def __init__(self, told: str, remedy: str = "") -> None:
        super().__init__(told)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked condition and the fields it asks for."""

    text: str
    tree: ast.expr
    fields: tuple[str, ...]

    def holds(self, field: Callable[[str], Any]) -> bool | None:
        """True, False, or None where it depends on something unknown.

        ``field`` returns the value of a field, None for unknown. Things that cannot be compared
        (a text with a number) are unknown, too.
        """
        value = _value(self.tree, field)
        return value if isinstance(value, bool) or value is None else bool(value)


def parse(text: str) -> Expression:
    """Read a condition; raises :class:`BadExpression`."""
    if len(text) > LONGEST:
        raise BadExpression(f"longer than {LONGEST} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        told = getattr(error, "msg", None) or "too deep"
        raise BadExpression(f"cannot be read: {told}") from None
    fields: dict[str, None] = {}
    _check(tree, fields)
    return Expression(text, tree, tuple(fields))


def _check(node: ast.expr, fields: dict[str, None], level: int = 0) -> None:
    if level > _DEEPEST:
        raise BadExpression("cannot be read: too deep")
    if (name := field_name(node)) is not None:
        if name not in WORDS:
            fields[name] = None
        return
    match node:
        case ast.BoolOp(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            pass
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=part):
            parts = [part]
        case ast.Compare(left=left, ops=ops, comparators=right):
            if any(type(op) not in _COMPARE for op in ops):
                raise BadExpression("'is' compares nothing here; write ==, known(x) or unknown(x)")
            parts = [left, *right]
        case ast.Call(func=ast.Name(id=called), args=[part], keywords=[]) if called in _FUNCTIONS:
            parts = [part]
        case ast.Call(func=called):
            shown = ast.unparse(called)
            raise BadExpression(f"unknown function {shown!r}; known: {', '.join(_FUNCTIONS)}")
        case ast.Constant(value=str() | int() | float() | bool()):
            parts = []
        case _:
            remedy = "names with a hyphen are written with _" if "-" in ast.unparse(node) else ""
            raise BadExpression(f"has {ast.unparse(node)!r}, which has no place in it", remedy)
    for part in parts:
        _check(part, fields, level + 1)


def field_name(node: ast.expr) -> str | None:
    """``origin.domain``, ``signals['my-signal']`` as a dotted name; None for anything else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=below, attr=name):
            base = field_name(below)
            return None if base is None else f"{base}.{name}"
        case ast.Subscript(value=below, slice=ast.Constant(value=str(name))):
            base = field_name(below)
            return None if base is None else f"{base}.[{name}]"
    return None


def _value(node: ast.expr, field: Callable[[str], Any]) -> Any:  # noqa: ANN401 -- any JSON value
    if (name := field_name(node)) is not None:
        return WORDS[name] if name in WORDS else field(name)
    match node:
        case ast.BoolOp(op=op, values=parts):
            return _all(parts, field) if isinstance(op, ast.And) else _any(parts, field)
        case ast.UnaryOp(op=ast.Not(), operand=part):
            said = _value(part, field)
            return None if said is None else not said
        case ast.UnaryOp(operand=part):
            said = _value(part, field)
            return -said if isinstance(said, int | float) else None
        case ast.Compare(left=left, ops=ops, comparators=right):
            return _compare(_value(left, field), ops, [_value(one, field) for one in right])
        case ast.Call(func=ast.Name(id=called), args=[part]):
            said = _value(part, field)
            if called == "len":
                return len(said) if isinstance(said, str | list | tuple | dict) else None
            return (said is None) == (called == "unknown")
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return [_value(part, field) for part in parts]
        case ast.Constant(value=value):
            return value
    raise AssertionError(ast.dump(node))  # _check lets nothing else through


def _all(parts: list[ast.expr], field: Callable[[str], Any]) -> bool | None:
    unknown = False
    for part in parts:
        said = _value(part, field)
        if said is None:
            unknown = True
        elif not said:
            return False
    return None if unknown else True


def _any(parts: list[ast.expr], field: Callable[[str], Any]) -> bool | None:
    unknown = False
    for part in parts:
        said = _value(part, field)
        if said is None:
            unknown = True
        elif said:
            return True
    return None if unknown else False


def _compare(left: Any, ops: list[ast.cmpop], right: list[Any]) -> bool | None:  # noqa: ANN401
    for op, value in zip(ops, right, strict=True):
        if left is None or value is None:
            return None
        try:
            if not _COMPARE[type(op)](left, value):
                return False
        except TypeError:
            return None
        left = value
    return True
