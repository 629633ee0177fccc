"""Whether a condition can hold: types and closed vocabularies, told before anything is cleaned.

A comparison that can never hold (``article.words < '80'``, ``origin.ownership == 'sate'``) would
be taken for an article that does not meet it; a part that always holds (``… or 'public'``) for one
that does.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cleaner.profile.expression import WORDS, BadExpression, field_name
from cleaner.profile.policy_fields import ANY, FLAG, LIST, NUMBER, TEXT, Field
from cleaner.sites.values import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

_EQUAL: Final = (ast.Eq, ast.NotEq)
_WITHIN: Final = (ast.In, ast.NotIn)
MANY: Final = 40
"""Words of a vocabulary that is not printed whole."""


class _Side(NamedTuple):
    """One side of a comparison: how it is written, and what it can hold."""

    says: str
    field: Field
    value: Any = None
    """Of a constant: its value."""
    items: tuple[_Side, ...] | None = None
    """Of a list that the condition writes itself."""

    @property
    def kinds(self) -> frozenset[str]:
        return self.field.kinds

    def __str__(self) -> str:
        if self.value is not None or self.items is not None or self.kinds == ANY:
            return self.says
        return f"{self.says} ({self.field.says})"


def check_condition(tree: ast.expr, field: Callable[[str], Field]) -> None:
    """Raises :class:`BadExpression`, with a remedy; ``field`` knows every name of the condition."""
    match tree:
        case ast.BoolOp(values=parts):
            for part in parts:
                check_condition(part, field)
        case ast.UnaryOp(op=ast.Not(), operand=part):
            check_condition(part, field)
        case ast.Compare(left=left, ops=ops, comparators=right):
            sides = [_side(one, field) for one in (left, *right)]
            for one, op, other in zip(sides, ops, sides[1:], strict=False):
                _compare(one, op, other)
        case _:
            side = _side(tree, field)
            shown = ast.unparse(tree)
            if side.kinds == TEXT and side.value is None:
                told = f"asks nothing of {shown}, a text"
                raise BadExpression(told, f"write known({shown}), or compare it")
            if side.value is not None and side.kinds.isdisjoint(FLAG):
                told = f"has {shown} alone, which always holds"
                raise BadExpression(told, "compare it: x == 'a' or x == 'b', or x in ['a', 'b']")
            if side.items is not None:
                raise BadExpression(f"has the list {shown} alone", f"write x in {shown}")


def _side(node: ast.expr, field: Callable[[str], Field]) -> _Side:
    shown = ast.unparse(node)
    if (name := field_name(node)) is not None:
        if name in WORDS:
            return _Side(shown, Field("", frozenset({name})), value=WORDS[name])
        return _Side(shown, field(name))
    match node:
        case ast.Constant(value=bool() as value):
            return _Side(shown, Field("", frozenset({str(value).lower()})), value=value)
        case ast.Constant(value=value):
            return _Side(shown, Field("", TEXT if isinstance(value, str) else NUMBER), value=value)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            items = tuple(_side(part, field) for part in parts)
            return _Side(shown, Field("", LIST), items=items)
        case ast.UnaryOp(op=ast.USub(), operand=part):
            _needs(NUMBER, _side(part, field), "a minus")
            return _Side(shown, Field("", NUMBER))
        case ast.Call(func=ast.Name(id="len"), args=[part]):
            _needs(TEXT | LIST, _side(part, field), "len()")
            return _Side(shown, Field("", NUMBER))
        case ast.Call(func=ast.Name(id=called), args=[part]):
            if field_name(part) is None or field_name(part) in WORDS:
                raise BadExpression(f"asks {shown}", f"{called}() asks for a field")
        case _:
            check_condition(node, field)
    return _Side(shown, Field("", FLAG))


def _needs(kinds: frozenset[str], side: _Side, who: str) -> None:
    if side.kinds.isdisjoint(kinds):
        raise BadExpression(f"has {side} behind {who}", f"{who} asks for {Field('', kinds).says}")


def _compare(one: _Side, op: ast.cmpop, other: _Side) -> None:
    if isinstance(op, _EQUAL):
        _equal(one, other)
    elif isinstance(op, _WITHIN):
        _within(one, other)
    else:
        _ordered(one, other)


def _ordered(one: _Side, other: _Side) -> None:
    """Numbers, and texts whose order means something."""
    if one.kinds.isdisjoint(other.kinds & (NUMBER | TEXT)):
        raise _never(one, other)
    for side, against in ((one, other), (other, one)):
        if side.kinds == TEXT and side.value is None:
            if not side.field.ordered:
                remedy = f"write {side.says} == 'a', or {side.says} in ['a', 'b']"
                raise BadExpression(f"asks whether {side.says} is more or less", remedy)
            _can_be(side, against)


def _equal(one: _Side, other: _Side) -> None:
    """What two sides can hold must overlap, in kind and in vocabulary."""
    if one.kinds.isdisjoint(other.kinds):
        raise _never(one, other)
    for side, against in ((one, other), (other, one)):
        if against.items is not None:
            for item in against.items:
                _equal(_item(side), item)
        else:
            _can_be(side, against)
    ours, theirs = one.field.values, other.field.values
    if ours and theirs and ours.isdisjoint(theirs):
        raise BadExpression(f"compares {one.says} with {other.says}", "they have no word in common")


def _within(one: _Side, other: _Side) -> None:
    if other.items is not None:
        for item in other.items:
            _equal(one, item)
    elif other.kinds & LIST:
        if one.kinds.isdisjoint(TEXT):
            raise BadExpression(f"looks for {one} in {other}", f"{other.says} holds texts")
        _can_be(_item(other), one)
    elif isinstance(other.value, str):
        remedy = f"write {one.says} in [{other.says}], or {one.says} == {other.says}"
        raise BadExpression(f"looks for {one.says} in the text {other.says}", remedy)
    elif other.field.values:
        remedy = f"write {other.says} == {one.says}, or {other.says} in [{one.says}]"
        raise BadExpression(f"looks for {one.says} in {other.says}, which is one word", remedy)
    elif other.kinds.isdisjoint(TEXT) or one.kinds.isdisjoint(TEXT):
        raise BadExpression(f"looks for {one} in {other}", "'in' asks for a list or a text")


def _item(side: _Side) -> _Side:
    """One text of a list, in the vocabulary of the whole."""
    if side.kinds == ANY:
        return side
    return _Side(f"an item of {side.says}", side.field._replace(kinds=TEXT))


def _can_be(side: _Side, against: _Side) -> None:
    """Whether a field can be the text that the other side writes."""
    text, field = against.value, side.field
    if side.value is not None or not isinstance(text, str) or side.kinds == ANY:
        return
    if text == "" or (text == "unknown" and field.values):
        told = f"asks whether {side.says} is {text!r}; what is empty or unknown equals nothing"
        raise BadExpression(told, f"write unknown({side.says}) for it")
    if field.values and text not in field.values:
        raise BadExpression(f"has {text!r}, which {side.says} never is", _nearest(text, field))
    if field.form and (remedy := field.form(text)):
        raise BadExpression(f"has {text!r}, which {side.says} never is", remedy)


def _nearest(text: str, field: Field) -> str:
    if text.upper() in field.values:
        return f"write {text.upper()!r}"
    if len(field.values) > MANY:
        return f"write it like {min(field.values)!r}"
    return did_you_mean(text, field.values)


def _never(one: _Side, other: _Side) -> BadExpression:
    for side, against in ((one, other), (other, one)):
        if side.value is not None and against.value is None:
            return BadExpression(f"compares {against} with {side.says}", _remedy(against, side))
    return BadExpression(f"compares {one} with {other}", "they cannot be compared")


def _remedy(field: _Side, constant: _Side) -> str:
    if isinstance(constant.value, str):
        if field.kinds & NUMBER:
            return "write the number without quotes"
        if field.kinds & LIST:
            return f"write {constant.says} in {field.says}"
    if constant.value is True and field.kinds & FLAG:
        return f"write {field.says} != false"
    if field.kinds & LIST:
        return f"write {field.says} != [], or len({field.says})"
    if field.kinds >= FLAG:
        return "compare it with true or false"
    if field.kinds & NUMBER:
        return "compare it with a number"
    return f"write a text in quotes, or known({field.says})"
