"""What a profile costs: CPU time of cleaning alone beside that of the whole profile, by set.

    python benchmarks/profile_cost.py [SHARED/data]

Every document is cleaned and profiled in turn, N rounds over; for each the fastest of its rounds
counts. *Profile* is all of it (provenance, signals, claims, ``to_dict``), and what the cleaner
prepares for it while the page is at hand; *clean* is the rest (there, ad slots are counted in the
walk that reads the head).

Articles are measured apart from home and section pages and others without one, which take long to
refuse and have little to profile; they are cleaned once more as of sites nobody knows. Before the
pages, each round reads the texts, as in a run that is under way: the commonest names and words of
the press are then known, those of the pages themselves are not. The texts are read by who knows
nothing yet.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import cleaner
import cleaner.host
from cleaner.model.article import Article
from cleaner.profile import short
from cleaner.profile.build import profiler

PAGES = ("pages-ar", "pages-fa", "pages-other")
TEXTS = ("saudinewsnet-2015", "almayadeen-2023-2024", "maghreb-mixed")
Clean = Callable[[cleaner.Cleaner], Article]
Row = tuple[float, float, str, bool]
"""Seconds to clean, seconds to profile, plugin, whether there is an article."""


def pages(folder: Path) -> Iterator[Clean]:
    """The saved pages of a folder, with their addresses; each once."""
    for line in (folder / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        file = folder / row["file"]
        if file.exists():
            yield _page(gzip.decompress(file.read_bytes()), row["url"])


def authored(folder: Path) -> Iterator[Clean]:
    """The pages of the corpus."""
    for file in sorted(folder.rglob("*.html")):
        yield _page(file.read_bytes(), None)


def _page(html: bytes, url: str | None) -> Clean:
    return lambda worker: worker.clean(html, url)


def texts(file: Path, limit: int) -> Iterator[Clean]:
    """The first texts of a set."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for _, line in zip(range(limit), lines, strict=False):
            row: dict[str, Any] = json.loads(line)
            yield _text(row["text"], row.get("url"), row.get("title"))


def _text(text: str, url: str | None, title: str | None) -> Clean:
    return lambda worker: worker.clean_text(text, url, title)


class Prepared:
    """Times what is done for the profile while the page is at hand."""

    def __init__(self) -> None:
        self.spent = 0.0
        self._made = profiler
        setattr(cleaner.host, "profiler", self)  # noqa: B010 -- stands in for it here alone

    def __call__(self, *args: Any) -> object:  # noqa: ANN401 -- hands them on
        """What the cleaner asks for, timed."""
        begun = time.process_time()
        try:
            return self._made(*args)
        finally:
            self.spent += time.process_time() - begun


def forget(worker: cleaner.Cleaner) -> None:
    """Nothing read in one round makes the next one faster; within a round pages share names.

    What is the same for all pages of a site stays: its claims, coverage, names and host.
    """
    short.fold_short.cache_clear()
    short.key.cache_clear()
    worker.sources.media._named.clear()
    worker.sources.media.names._readings.cache_clear()


def known_article(worker: cleaner.Cleaner, page: Clean) -> bool:
    """Whether there is an article that a plugin answers for."""
    article = page(worker)
    return bool(article.text and article.plugin)


def measure(
    documents: list[Clean],
    worker: cleaner.Cleaner,
    rounds: int,
    prepared: Prepared,
    before: Sequence[Clean] = (),
) -> list[Row]:
    """Each document with the times of its fastest rounds; each reads ``before`` first."""
    best: list[Row] = [(float("inf"), float("inf"), "", False)] * len(documents)
    for _ in range(rounds):
        forget(worker)
        for clean in before:
            clean(worker).profile.to_dict()
        for at, clean in enumerate(documents):
            prepared.spent = 0.0
            begun = time.process_time()
            article = clean(worker)
            cleaned = time.process_time()
            article.profile.to_dict()
            done = time.process_time()
            took = cleaned - begun - prepared.spent, done - cleaned + prepared.spent
            clean_, profile_ = min(best[at][0], took[0]), min(best[at][1], took[1])
            best[at] = clean_, profile_, article.plugin, bool(article.text)
    return best


def show(name: str, rows: list[Row]) -> None:
    """Print a line, where there are rows."""
    if not rows:
        return
    clean, profile = sum(row[0] for row in rows), sum(row[1] for row in rows)
    worst = max(row[1] / row[0] for row in rows)
    each = 1000 / len(rows)
    print(
        f"{name:24}{len(rows):>4}{clean * each:>10.2f}{profile * each:>12.2f}"
        f"{profile / clean:>7.1%}{worst:>8.1%}"
    )


def main() -> int:
    """Print a line for each set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--texts", type=int, default=100, help="texts of each set")
    asked = parser.parse_args()
    beside = Path(__file__).resolve().parents[2] / "shared"
    data = asked.data or Path(os.environ.get("CLEANER_SHARED", beside)) / "data"
    if not data.is_dir():
        print("no evaluation data: name its folder")
        return 0
    prepared = Prepared()
    known, unknown = (cleaner.Cleaner(entry_points=False, sites=sites) for sites in (True, False))
    news = {name: list(texts(data / "text-ar" / f"{name}.jsonl.gz", asked.texts)) for name in TEXTS}
    before = [text for documents in news.values() for text in documents]

    def read(documents: list[Clean], worker: cleaner.Cleaner) -> list[Row]:
        return measure(documents, worker, asked.rounds, prepared, before)

    print(f"{'set':24}{'n':>4}{'clean ms':>10}{'profile ms':>12}{'adds':>7}{'worst':>8}")
    articles: list[Row] = []
    others: list[Row] = []
    for name in PAGES:
        documents = list(pages(data / name))
        told = [page for page in documents if known_article(known, page)]
        rows = read(told, known)
        articles += rows
        others += read([page for page in documents if page not in told], known)
        show(f"{name}: articles", rows)
        show("  as of unknown sites", read(told, unknown))
    show("all articles", articles)
    show("all saved pages", articles + others)
    corpus = list(authored(Path(__file__).resolve().parents[1] / "corpus" / "pages"))
    show("corpus/pages", read(corpus, known))
    for name, documents in news.items():
        show(name, measure(documents, known, asked.rounds, prepared))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
