"""Signals that are guessed from no wording, against what is known of the texts.

    python benchmarks/signals/figures.py

``own-report`` against what follows from the labels of an article; ``headline-fit`` of headlines to
their own text and to another's of the same outlet; ``date-consistency`` over all texts and pages.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import score

import cleaner
from cleaner.errors import PageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cleaner.model.article import Article

SETS = ("saudinewsnet-2015", "almayadeen-2023-2024", "maghreb-mixed")


def value(article: Article, name: str) -> object:
    """The value of a signal."""
    return next(one.value for one in article.profile.signals if one.name == name)


def told(row: dict[str, object]) -> bool | None:
    """Whether the labels make an article its publisher's own report; None: they do not say.

    Others reported where a label names another origin, an agency or «متابعات»; else a
    correspondent, or a writer with a place, makes it the publisher's own.
    """
    labels = set(row["signals"])  # type: ignore[call-overload]
    if row["origin"] != "publisher" or labels & {"wire-codes", "vague-credit"}:
        return False
    return "own-correspondent" in labels or {"named-author", "dateline"} <= labels or None


def own_report(worker: cleaner.Cleaner, data: Path) -> Iterator[str]:
    """Precision and recall of both answers, by half."""
    seen: dict[str, Counter[tuple[object, object]]] = {"tune": Counter(), "score": Counter()}
    for row in score.rows("labels.jsonl"):
        said = value(score.cleaned(worker, data, row), "own-report")
        for half, counts in seen.items():
            if row["half"] in (half, "all"):
                counts[told(row), said] += 1
    for half, counts in seen.items():
        for answer in (True, False):
            right = counts[answer, answer]
            given = sum(n for (_, said), n in counts.items() if said is answer)
            held = sum(n for (truth, _), n in counts.items() if truth is answer)
            yield (
                f"own-report {half} {answer}: precision {right / given:.2f} ({right}/{given}), "
                f"recall {right / held:.2f} ({right}/{held})"
            )


def texts(worker: cleaner.Cleaner, data: Path, name: str) -> Iterator[Article]:
    """The cleaned texts of a set."""
    with gzip.open(data / "text-ar" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            try:
                yield worker.clean_text(row["text"], row.get("url"), row.get("title"))
            except PageError:
                continue


def pages(worker: cleaner.Cleaner, folder: Path) -> Iterator[Article]:
    """The cleaned pages of a folder."""
    for line in (folder / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if (folder / row["file"]).exists():
            yield worker.clean(gzip.decompress((folder / row["file"]).read_bytes()), row["url"])


def headline_fit(articles: list[Article]) -> str:
    """How often a headline fits its own text better than the next text of the set."""
    titled = [one for one in articles if one.title and len(one.text) > 400]
    own, other = [], []
    for one, following in zip(titled, [*titled[1:], titled[0]], strict=True):
        fits = value(one, "headline-fit")
        beside = value(_with_title(following, one.title), "headline-fit")
        if isinstance(fits, float) and isinstance(beside, float):
            own.append(fits)
            other.append(beside)
    better = sum(a > b for a, b in zip(own, other, strict=True)) / len(own)
    high = sum(fit >= 0.5 for fit in own) / len(own)
    low = sum(fit < 0.5 for fit in other) / len(other)
    return f"n {len(own)}, own higher {better:.3f}, own >= 0.5 {high:.3f}, other < 0.5 {low:.3f}"


def _with_title(article: Article, title: str | None) -> Article:
    return replace(article, title=title)


def main() -> int:
    """Print all figures."""
    folder = score.shared()
    if folder is None:
        print("no evaluation data: set CLEANER_SHARED or put a folder 'shared' beside this")
        return 0
    data, worker = folder / "data", cleaner.Cleaner(entry_points=False)
    print(*own_report(worker, data), sep="\n")
    dates: Counter[str] = Counter()
    for name in SETS:
        articles = list(texts(worker, data, name))
        dates.update(str(value(one, "date-consistency")) for one in articles)
        if any(one.title for one in articles):
            print(f"headline-fit {name}: {headline_fit(articles)}")
    for saved in sorted(data.glob("pages-*")):
        dates.update(str(value(one, "date-consistency")) for one in pages(worker, saved))
    print("date-consistency:", ", ".join(f"{what} {n}" for what, n in sorted(dates.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
