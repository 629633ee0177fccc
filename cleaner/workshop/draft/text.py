"""A draft as TOML: tidy, every line with its reason as a comment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.model.labels import LABELS
from cleaner.sites.build import FIELDS
from cleaner.sites.keys import OUTLET_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.workshop.draft.fields import Found
    from cleaner.workshop.draft.plugin import Draft
    from cleaner.workshop.draft.removals import Removal

_WIDTH: Final = 100
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": " ", "\r": " ", "\t": " "}


@dataclass(frozen=True, slots=True)
class Learning:
    """What a plugin that nobody drafted by hand says of itself."""

    articles: int
    """Articles it was learned from."""
    proved_on: int
    """Articles kept out of the learning."""
    agreement: float
    """How well it does on articles it was not learned from, 0 to 1."""
    confidence: str


def draft_toml(draft: Draft, file: str, learning: Learning | None = None) -> str:
    """The text of a plugin file; ``file`` is its name, for the first comment."""
    return "\n".join(_tables(draft, file, learning)).rstrip() + "\n"


def quoted(text: str) -> str:
    """A TOML basic string."""
    plain = "".join(_ESCAPES.get(char, char) for char in text)
    return '"' + "".join(char for char in plain if char.isprintable() or char == "\u200c") + '"'


def _comment(text: str) -> str:
    return "# " + " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


def _tables(draft: Draft, file: str, learning: Learning | None) -> Iterator[str]:
    count = len(draft.evidence)
    how = "Learned" if learning else "Drafted"
    yield f"# {how} from {count} saved page{'s' if count > 1 else ''}. Look at every line, then:"
    yield f"#   cleaner check {file}"
    for note in draft.notes:
        yield _comment(note)
    yield ""
    if draft.family:
        yield f"family = {quoted(draft.family.selector)}  {_comment(draft.family.reason)}"
        yield ""
    yield from _outlet(draft)
    if draft.article:
        yield ""
        yield "[article]"
        for key in (key for key in FIELDS if key in draft.article):
            yield _field(key, draft.article[key])
    if draft.remove:
        yield ""
        yield "[remove]"
        for label in (label for label in LABELS if label in draft.remove):
            yield from _label(label, draft.remove[label])
    if draft.repeated:
        yield ""
        yield "[lines]"
        for label in (label for label in LABELS if label in draft.repeated):
            yield f"{label} = ["
            for line in draft.repeated[label]:
                yield f"  {quoted(line.pattern)},  {_comment(f'{line.pages} pages')}"
            yield "]"
    if draft.lines:
        yield ""
        yield _comment("Lines in the root that no element sets apart. Those that go, and always")
        yield _comment("stand there: take the # off; * stands for anything.")
        yield "# [lines]"
        for label in dict.fromkeys(label for label, _ in draft.lines):
            yield f"# {label} = ["
            yield from (f"#   {quoted(line)}," for of, line in draft.lines if of == label)
            yield "# ]"
    if learning:
        yield from _learned(draft, learning)
        return
    for address, day in draft.evidence:
        yield ""
        yield "[[evidence]]"
        yield 'kind = "real-page"'
        yield f"source = {quoted(address)}"
        named = day and draft.names  # what has no date vouches for no fact
        yield f"date = {day}" if day else "# date = 2026-01-31  # when it was published, or saved"
        yield 'fields = ["rules", "outlet.name"]' if named else 'fields = ["rules"]'
        yield 'confidence = "medium"  # high once somebody has looked at every line'


def _learned(draft: Draft, learning: Learning) -> Iterator[str]:
    proved = f"{learning.proved_on} kept out" if learning.proved_on else "each by the others"
    yield ""
    yield "[[evidence]]"
    yield 'kind = "learned"'
    yield f"source = {quoted(f'{learning.articles} articles of {draft.domain}')}"
    if day := max((day for _, day in draft.evidence), default=""):
        yield f"date = {day}"
    yield 'fields = ["rules"]'
    yield 'method = "inferred"'
    yield f'confidence = "{learning.confidence}"'
    yield f'note = "tried on articles it was not learned from ({proved}): {learning.agreement:.3f}"'


def _outlet(draft: Draft) -> Iterator[str]:
    yield "[outlet]"
    if draft.names:
        names = ", ".join(f"{code} = {quoted(one.selector)}" for code, one in draft.names.items())
        where = ", ".join(dict.fromkeys(one.reason for one in draft.names.values()))
        yield f"name = {{ {names} }}  {_comment(where)}"
    else:
        yield '# name = { ar = "…", en = "…" }'
    if draft.country:
        yield f'country = "{draft.country.selector}"  {_comment(draft.country.reason)}'
    else:
        yield '# country = "…"  # where it is based; times without a zone are this country\'s'
    yield f'# type = "…"  # {" | ".join(OUTLET_TYPES)}'


def _field(key: str, found: Found) -> str:
    line = f"{key} = [{', '.join(map(quoted, found.all))}]"
    return f"{line}  {_comment(found.reason)}"


def _label(label: str, found: list[Removal]) -> Iterator[str]:
    said = [
        _comment(f"«{one.quote}»: {one.reason}; {one.pages} page{'s' * (one.pages > 1)}")
        for one in found
    ]
    if len(found) == 1:
        line = f"{label} = [{quoted(found[0].selector)}]  {said[0]}"
        if len(line) <= _WIDTH + 20:
            yield line
            return
    yield f"{label} = ["
    for one, why in zip(found, said, strict=True):
        yield f"  {quoted(one.selector)},  {why}"
    yield "]"
