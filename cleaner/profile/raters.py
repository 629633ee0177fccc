"""Outside judgements: what raters say of an outlet, each on its own scale, and whether they agree.

Ratings are never shipped: they come from files the user names (:mod:`cleaner.profile.ratings`)
and from raters that packages register. They are shown with rater, value, scale and date; three
bands serve to say whether raters agree, and nothing is averaged.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from cleaner.errors import BadRatings
from cleaner.model.profile import Agreement, Judgement
from cleaner.profile.ratings import RaterForm, forms, read_ratings
from cleaner.profile.ratings_values import folded
from cleaner.sites.domains import is_public_suffix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cleaner.model.profile import Band


@runtime_checkable
class Rater(Protocol):
    """What a package registers to judge outlets itself."""

    name: str

    def judge(self, domain: str) -> Iterable[Judgement]:
        """What it says of a domain (``example.com``) or edition (``example.com/arabic``)."""
        ...


class Raters:
    """All outside judgements at hand, by domain."""

    def __init__(self) -> None:
        self._forms = dict(forms())
        self._others: list[Rater] = []
        self._by_domain: dict[str, list[Judgement]] = {}
        self.names: list[str] = []
        """Raters whose judgements were read, in order."""
        self.told: list[str] = []
        """What the user should know of the files that were read: rows that rate no domain."""

    @property
    def forms(self) -> Mapping[str, RaterForm]:
        """The forms of raters' files, by name."""
        return self._forms

    def register(self, rater: Rater | RaterForm) -> None:
        """Add a rater, or the form of a rater's file. Raises TypeError for anything else."""
        if isinstance(rater, RaterForm):
            self._forms[rater.name] = rater
        elif isinstance(rater, Rater):
            self._others.append(rater)
            self._note(rater.name)
        else:
            raise TypeError(f"a {type(rater).__name__} is neither a Rater nor a RaterForm")

    def load(self, files: Iterable[str | Path]) -> None:
        """Read files of ratings; raises BadRatings, and then none of them is added."""
        told: list[str] = []
        found: list[Judgement] = []
        spelt = {folded(name): name for name in self.names}
        for file in files:
            for one in read_ratings(file, self._forms, told):
                other = spelt.setdefault(folded(one.rater), one.rater)
                if other != one.rater:
                    line = int(one.source.rpartition(":")[2])
                    message = f"the rater {one.rater!r} is written {other!r} elsewhere"
                    raise BadRatings(message, file=file, line=line, remedy="write it one way")
                found.append(one)
        for one in found:
            self._by_domain.setdefault(one.rated, []).append(one)
            self._note(one.rater)
        self.told += told

    def __bool__(self) -> bool:
        return bool(self._by_domain or self._others)

    def judgements(self, domains: Sequence[str], editions: bool = True) -> tuple[Judgement, ...]:
        """What is said of an outlet; the first of ``domains`` is the subject.

        A rating of a domain above (``example.com`` for ``arabic.example.com``) or, with
        ``editions``, of one below or of a path speaks of another part of the outlet: ``rated``
        and the note tell so, and it does not count for agreement.
        """
        found: dict[Judgement, Judgement] = {}
        for domain in domains:
            for one in self._of(domain, editions):
                told = one._replace(subject=domains[0])
                if one.rated not in domains:
                    told = told._replace(note="; ".join(filter(None, [OTHER_PART, one.note])))
                found.setdefault(told._replace(source=""), told)
        return tuple(found.values())

    def _of(self, domain: str, editions: bool) -> Iterator[Judgement]:
        yield from self._by_domain.get(domain, ())
        host, _, path = domain.partition("/")
        if path:
            yield from self._by_domain.get(host, ())
        above = host.partition(".")[2]
        while above.count("."):
            # what is said of a platform is said of no single blog on it
            if above in self._by_domain and not is_public_suffix(above):
                yield from self._by_domain[above]
            above = above.partition(".")[2]
        if editions:
            for other in self._below.get(host, ()):
                if other != domain:
                    yield from self._by_domain[other]
        for rater in self._others:
            yield from rater.judge(domain)

    @property
    def _below(self) -> dict[str, list[str]]:
        """Domain -> rated hosts and paths below it."""
        if self._children is None or self._children[0] != len(self._by_domain):
            below: dict[str, list[str]] = {}
            for rated in self._by_domain:
                host, _, path = rated.partition("/")
                if path:
                    below.setdefault(host, []).append(rated)
                above = host.partition(".")[2]
                while above.count("."):
                    below.setdefault(above, []).append(rated)
                    above = above.partition(".")[2]
            self._children = (len(self._by_domain), below)
        return self._children[1]

    _children: tuple[int, dict[str, list[str]]] | None = None

    def _note(self, name: str) -> None:
        if name not in self.names:
            self.names.append(name)


OTHER_PART = "rated for another part of the outlet"


def agreement(
    judgements: Iterable[Judgement], subject: str = "", known: Mapping[str, RaterForm] | None = None
) -> Agreement:
    """Whether raters fall into one band: ``agree``, ``disagree``, ``single``, ``none``.

    Judgements without a band and those of other editions do not count. A rater that says several
    things (by topic) counts once for each band. Raters whose ratings are made from one another's,
    as their forms (``known``; else those of this package) tell, count as one where they agree.
    """
    known = forms() if known is None else known
    bands: dict[tuple[str, Band], None] = {}
    for one in judgements:
        own = not one.note.startswith(OTHER_PART)
        if one.band is not None and own and subject in ("", one.subject):
            bands[(one.rater, one.band)] = None
    if not bands:
        return Agreement(subject=subject)
    raters = list(dict.fromkeys(rater for rater, _ in bands))
    if len({band for _, band in bands}) > 1:
        return Agreement("disagree", subject, tuple(bands))
    several = any(_independent(one, other, known) for one, other in combinations(raters, 2))
    return Agreement("agree" if several else "single", subject, tuple(bands))


def _independent(one: str, other: str, known: Mapping[str, RaterForm]) -> bool:
    """Whether each of two raters rests on something that the other does not."""
    ours, theirs = (
        set(known[rater].derived_from if rater in known else ()) or {rater}
        for rater in (one, other)
    )
    return bool(ours - theirs) and bool(theirs - ours)
