"""Signals of a corpus: who prints whose text, who had it first, and which outlets share much.

Computed from cleaned texts: furniture that two sites share would make copies of everything.
Near-duplicates across outlets are found by MinHash (rensa) over runs of five folded words and then
compared word run by word run, so the figures shown are exact. Wire text is shared by right: a
figure says how much is printed elsewhere too, and the credits beside it say with whose leave.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold
from cleaner.extras import need

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RUN: Final = 5
"""Words of a shingle."""
SHARED: Final = 0.5
"""Share of its word runs from which a text is counted as printed elsewhere too."""
FEWEST_WORDS: Final = 30
"""Shorter texts are left out: formulas are shared by all."""
FEWEST: Final = 10
"""Articles of an outlet below which no ratio is given."""
_PERMUTATIONS: Final = 128
_BANDS: Final = 32
"""Of four values each: texts that share half of their runs meet almost surely."""
_SEED: Final = 42
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Text:
    """One cleaned article of a corpus."""

    id: str
    outlet: str
    """Domain of the publisher; texts of one outlet are never compared with each other."""
    text: str
    published: str = ""
    """ISO 8601, as far as known; compared by what both texts state."""
    own_report: bool | None = None
    """The article signal of that name."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of different outlets: share of the runs of each that the other has too."""

    one: str
    other: str
    of_one: float
    of_other: float


@dataclass(frozen=True, slots=True)
class Copy:
    """A text whose word runs an earlier one of another outlet has: the ``share`` of them."""

    text: str
    earlier: str
    share: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """Texts that hang together by pairs, in the order of their ids."""

    texts: tuple[str, ...]
    outlets: tuple[str, ...]
    first: str | None
    """The text that was published first; None where dates are missing or do not part the first."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over ``n`` articles: mean, quartiles; all None where ``n`` is too small."""

    n: int
    mean: float | None = None
    low: float | None = None
    median: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class OutletFigures:
    """What a corpus shows of one outlet; it says nothing of articles outside the corpus."""

    outlet: str
    articles: int
    copy_ratio: Spread
    """Of an article's word runs, those an earlier text of another outlet has."""
    shared: int
    """Articles of which half or more is printed elsewhere too, earlier or later."""
    own_reports: int
    told: int
    """Articles that tell whether they are own reports; ``own_reports`` of these say yes."""

    @property
    def own_report_share(self) -> float | None:
        """``own_reports`` of ``told``; None below ten articles that tell."""
        return self.own_reports / self.told if self.told >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Network:
    """Two outlets that print the same texts."""

    outlets: tuple[str, str]
    texts: int
    """Texts they share."""
    share: float
    """Of the articles of the one that has fewer."""


@dataclass(frozen=True, slots=True)
class CorpusSignals:
    """Everything this module tells of a corpus."""

    texts: int
    pairs: tuple[Pair, ...]
    clusters: tuple[Cluster, ...]
    copies: tuple[Copy, ...]
    """For each text that has one: the earliest of the texts it shares half its runs with."""
    outlets: tuple[OutletFigures, ...]
    networks: tuple[Network, ...]


def corpus_signals(texts: Iterable[Text]) -> CorpusSignals:
    """Near-duplicates, first publishers, figures of outlets and networks of a corpus.

    Memory grows with the corpus: 128 numbers and the hashed word runs of each text. Raises
    :class:`cleaner.extras.MissingExtra` where rensa (extra ``corpus``) is not installed.
    """
    known = {one.id: one for one in texts}
    runs = {
        one.id: found for one in known.values() if len(found := word_runs(one.text)) >= _FEWEST_RUNS
    }
    pairs = tuple(_pairs(known, runs))
    return CorpusSignals(
        len(known),
        pairs,
        tuple(_clusters(known, pairs)),
        tuple(_copies(known, pairs)),
        tuple(_figures(known, runs, pairs)),
        tuple(_networks(known, pairs)),
    )


_FEWEST_RUNS: Final = FEWEST_WORDS - RUN + 1


def word_runs(text: str) -> frozenset[str]:
    """All runs of five folded words of a text."""
    words = _WORD.findall(fold(text))
    return frozenset(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _pairs(known: dict[str, Text], runs: dict[str, frozenset[str]]) -> list[Pair]:
    rensa = need("rensa", "corpus")
    index = rensa.RMinHashLSH(threshold=SHARED, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    ids = sorted(runs)
    found: list[Pair] = []
    for place, name in enumerate(ids):
        sketch = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update(sorted(runs[name]))
        for other in sorted(index.query(sketch)):
            pair = _compared(known, runs, ids[other], name)
            if pair is not None:
                found.append(pair)
        index.insert(place, sketch)
    return found


def _compared(
    known: dict[str, Text], runs: dict[str, frozenset[str]], one: str, other: str
) -> Pair | None:
    if known[one].outlet == known[other].outlet:
        return None
    common = len(runs[one] & runs[other])
    pair = Pair(one, other, common / len(runs[one]), common / len(runs[other]))
    return pair if max(pair.of_one, pair.of_other) >= SHARED else None


def _clusters(known: dict[str, Text], pairs: Sequence[Pair]) -> list[Cluster]:
    group: dict[str, set[str]] = {}
    for pair in pairs:
        merged = group.get(pair.one, {pair.one}) | group.get(pair.other, {pair.other})
        for name in merged:
            group[name] = merged
    unique = {tuple(sorted(members)) for members in group.values()}
    return [
        Cluster(
            members, tuple(sorted({known[name].outlet for name in members})), _first(known, members)
        )
        for members in sorted(unique)
    ]


def _copies(known: dict[str, Text], pairs: Sequence[Pair]) -> list[Copy]:
    found: dict[str, Copy] = {}
    for pair in pairs:
        for name, other, part in (
            (pair.one, pair.other, pair.of_one),
            (pair.other, pair.one, pair.of_other),
        ):
            dates = known[other].published, known[name].published
            if part < SHARED or not all(dates) or not _earlier(*dates):
                continue
            old = found.get(name)
            if old is None or _earlier(dates[0], known[old.earlier].published):
                found[name] = Copy(name, other, part)
    return [found[name] for name in sorted(found)]


def _first(known: dict[str, Text], members: Sequence[str]) -> str | None:
    """The earliest text, if every one has a date and the dates tell it from the others."""
    if not all(known[name].published for name in members):
        return None
    ordered = sorted(members, key=lambda name: known[name].published)
    first, second = known[ordered[0]].published, known[ordered[1]].published
    return ordered[0] if _earlier(first, second) else None


def _earlier(one: str, other: str) -> bool:
    """Whether a date lies before another, by the digits both state (a day says no hour)."""
    if len(one) > _DAY and len(other) > _DAY:
        from datetime import datetime

        first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
        if (first.tzinfo is None) == (second.tzinfo is None):
            return first < second
    return one[:_DAY] < other[:_DAY]


_DAY: Final = len("2020-01-31")


def _figures(
    known: dict[str, Text], runs: dict[str, frozenset[str]], pairs: Sequence[Pair]
) -> list[OutletFigures]:
    before: defaultdict[str, set[str]] = defaultdict(set)
    shared: set[str] = set()
    for pair in pairs:
        for name, other, part in (
            (pair.one, pair.other, pair.of_one),
            (pair.other, pair.one, pair.of_other),
        ):
            if part >= SHARED:
                shared.add(name)
            dates = known[other].published, known[name].published
            if all(dates) and _earlier(*dates):
                before[name] |= runs[other] & runs[name]
    by_outlet: defaultdict[str, list[Text]] = defaultdict(list)
    for text in known.values():
        by_outlet[text.outlet].append(text)
    found = []
    for outlet, texts in sorted(by_outlet.items()):
        dated = [one.id for one in texts if one.id in runs and one.published]
        told = [one.own_report for one in texts if one.own_report is not None]
        found.append(
            OutletFigures(
                outlet,
                len(texts),
                spread([len(before[name]) / len(runs[name]) for name in dated]),
                sum(one.id in shared for one in texts),
                sum(told),
                len(told),
            )
        )
    return found


def spread(values: Sequence[float]) -> Spread:
    """Mean and quartiles of a figure, if there are ten values or more."""
    if len(values) < FEWEST:
        return Spread(len(values))
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(len(values), statistics.fmean(values), low, median, high)


def _networks(known: dict[str, Text], pairs: Sequence[Pair]) -> list[Network]:
    sizes = Counter(text.outlet for text in known.values())
    common: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for pair in pairs:
        one, other = sorted((pair.one, pair.other), key=lambda name: known[name].outlet)
        fewer = min((one, other), key=lambda name: (sizes[known[name].outlet], name == other))
        common[known[one].outlet, known[other].outlet].add(fewer)
    found = [
        Network(outlets, len(names), len(names) / min(sizes[outlet] for outlet in outlets))
        for outlets, names in common.items()
    ]
    return sorted(found, key=lambda one: (-one.texts, one.outlets))
