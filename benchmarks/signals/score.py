"""Origin, chain and signals against the labelled articles: accuracy, precision, recall.

Run ``python benchmarks/signals/score.py`` with the evaluation data beside the checkout (or
``CLEANER_SHARED`` naming it). Prints the accuracies of both halves, of which the rules were made on
``tune``, and the table of the README, from ``score`` and ``hits.jsonl``.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cleaner
from cleaner.profile.names import key
from cleaner.profile.reading import Reading
from cleaner.profile.signals.patterns import read_wordings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.model.article import Article

HERE = Path(__file__).resolve().parent
_NEAR = 80
"""Characters between a word of the net and the words of a hit that tell the same."""
FORMS = {"curiosity", "sensation"}
"""Forms of ``headline-form`` that were labelled."""


def shared() -> Path | None:
    """The evaluation data: ``CLEANER_SHARED``, or a folder ``shared`` beside the checkout."""
    named = os.environ.get("CLEANER_SHARED")
    folder = Path(named) if named else HERE.parents[2] / "shared"
    return folder if (folder / "data").is_dir() else None


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a file of labels."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def _texts(file: Path) -> list[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def stored(data: Path, name: str) -> dict[str, Any]:
    """The record of a text, by ``folder/set:row``."""
    file, _, number = name.rpartition(":")
    return _texts(data / f"{file}.jsonl.gz")[int(number)]


def cleaned(cleaner_: cleaner.Cleaner, data: Path, row: dict[str, Any]) -> Article:
    """The article of a label, cleaned; a text's byline field stands above it as on its page."""
    folder, _, name = row["id"].partition("/")
    if folder == "pages-ar":
        page = gzip.decompress((data / folder / name).read_bytes())
        index = (data / folder / "index.jsonl").read_text(encoding="utf-8").splitlines()
        url = next(one["url"] for one in map(json.loads, index) if one["file"] == name)
        if "sha256" in row:
            _same(page, row)
        return cleaner_.clean(page, url)
    record = stored(data, row["id"])
    if "sha256" in row:
        _same(record["text"].encode(), row)
    text, byline = record["text"], (record.get("author") or "").strip()
    if byline and not text.strip().startswith(byline):
        text = f"{byline}\n\n{text}"
    return cleaner_.clean_text(text, record.get("url"), record.get("title"))


def _same(content: bytes, row: dict[str, Any]) -> None:
    if hashlib.sha256(content).hexdigest() != row["sha256"]:
        sys.exit(f"{row['id']} is not the text that was labelled")


def _norm(name: str) -> str:
    return re.sub(r"(?<!\w)ال(?=\w\w)", "", key(name))


def origin_of(article: Article, row: dict[str, Any]) -> str:
    """``publisher``, ``unknown``, or the name, as the labels put it."""
    profile = article.profile
    vague = any(one.name == "vague-credit" and one.value for one in profile.signals)
    if profile.origin.basis == "default":
        return "publisher"
    if profile.origin.basis == "unknown":
        return "unknown" if vague or profile.publisher.domain else "publisher"
    name = _norm(profile.origin.name)
    return "publisher" if name in map(_norm, row.get("own_names", ())) else name


def present(article: Article) -> set[str]:
    """Names of the signals an article gives."""
    found = set()
    for signal in article.profile.signals:
        value = signal.value
        if signal.name == "headline-form":
            value = isinstance(value, tuple) and bool(FORMS & set(value))
        if value:
            found.add(signal.name)
    return found


def score(half: str, data: Path) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    """Accuracies, and for each labelled signal its hits (``tp``, ``fp``, ``fn``)."""
    labelled = [row for row in rows("labels.jsonl") if half in (row["half"], "all")]
    worker = cleaner.Cleaner(entry_points=False)
    shipped = {one.name for one in worker.clean_text("خبر").profile.signals}
    names = sorted({name for row in rows("labels.jsonl") for name in row["signals"]} & shipped)
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    right: Counter[str] = Counter()
    for row in labelled:
        article = cleaned(worker, data, row)
        wanted = (
            row["origin"] if row["origin"] in ("publisher", "unknown") else _norm(row["origin"])
        )
        right["origin"] += origin_of(article, row) == wanted
        right["baseline"] += wanted == "publisher"
        chain = [_norm(hop.name) for hop in article.profile.chain]
        right["chain"] += chain == [_norm(name) for name in row["chain"]]
        right["named chain"] += bool(row["chain"]) and chain == [_norm(n) for n in row["chain"]]
        right["with chain"] += bool(row["chain"])
        given = present(article)
        for name, count in counts.items():
            kind = {(True, True): "tp", (True, False): "fp", (False, True): "fn"}
            count[kind.get((name in given, name in row["signals"]), "tn")] += 1
    size = len(labelled)
    shares = {name: right[name] / size for name in ("origin", "baseline", "chain")}
    shares["chain, where one is named"] = right["named chain"] / right["with chain"]
    return shares, counts


def pool() -> Iterator[tuple[str, int, int]]:
    """(what, right, judged) of the hits drawn from the whole text sets."""
    judged: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in rows("hits.jsonl"):
        judged[row["what"]] += 1
        right[row["what"]] += row["right"]
    for what in sorted(judged):
        yield what, right[what], judged[what]


def speakers(half: str, data: Path) -> Counter[str]:
    """Named speakers counted one by one, in texts where each is labelled.

    ``right``: a span that is the name of a speaker, or the end of it, and no word more.
    """
    worker, counts = cleaner.Cleaner(entry_points=False), Counter[str]()
    for row in rows("speakers.jsonl"):
        if row["half"] != half:
            continue
        text = stored(data, row["id"])["text"]
        held = [[text[start:end] for start, end in names] for names in row["speakers"]]
        article = cleaned(worker, data, row)
        signal = next(one for one in article.profile.signals if one.name == "named-speakers")
        counts["held"] += len(held)
        counts["given"] += len(signal.spans)
        for span in signal.spans:
            who = [
                names for names in held if any(f" {n}".endswith(f" {span.quote}") for n in names)
            ]
            if who:
                held.remove(who[0])
                counts["right"] += 1
    return counts


def searched(data: Path) -> Iterator[tuple[str, float, float, float]]:
    """(signal, places found, true places known, of them found at first) over all texts.

    Known are the hits judged right, and the places that a search with a wider net of words found
    missed when the rules were first measured. One read in a sample of the net stands for several;
    what the rules found later outside the sample has no weight.
    """
    worker, first = cleaner.Cleaner(entry_points=False), rows("missed.jsonl")
    told = {row["what"] for row in first}
    places = [
        row | {"weight": 1}
        for row in rows("hits.jsonl")
        if row["right"] and not any(_beside(row, other) for other in first)
    ]
    found, known, before = Counter[str](), Counter[str](), Counter[str]()
    for row in (row for row in [*places, *first] if row["what"] in told):
        article = cleaned(worker, data, row)
        reading = Reading(article, worker.sources.media)
        signal = next(one for one in read_wordings(reading) if one.name == row["what"])
        here = any(
            span.where == row["where"]
            and span.start < row["end"] + _NEAR
            and row["start"] - _NEAR < span.end
            for span in signal.spans
        )
        if row["what"] == "headline-form":
            here = "headline-form" in present(article)
        known[row["what"]] += row["weight"]
        found[row["what"]] += row["weight"] * here
        if row in first:
            before[row["what"]] += row["weight"]
    for what in sorted(known):
        yield what, found[what], known[what], known[what] - before[what]


def _beside(row: dict[str, Any], other: dict[str, Any]) -> bool:
    same = all(row[name] == other[name] for name in ("id", "what", "where"))
    return same and row["start"] < other["end"] + _NEAR and other["start"] - _NEAR < row["end"]


def hops(half: str, data: Path) -> Counter[str]:
    """Hops of the chain counted one by one in the labelled articles."""
    worker, counts = cleaner.Cleaner(entry_points=False), Counter[str]()
    for row in rows("labels.jsonl"):
        if half in (row["half"], "all"):
            held = Counter(map(_norm, row["chain"]))
            given = Counter(_norm(hop.name) for hop in cleaned(worker, data, row).profile.chain)
            counts["held"] += held.total()
            counts["given"] += given.total()
            counts["right"] += (held & given).total()
    return counts


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "-"


def table(counts: dict[str, Counter[str]]) -> Iterator[str]:
    """Lines of the README's table: the half that is scored, and the hits judged over all texts."""
    judged = {what: _ratio(good, all_) for what, good, all_ in pool()}
    yield "| signal | in `score` | precision | recall | judged over all texts |"
    yield "| --- | --- | --- | --- | --- |"
    for name in sorted(counts, key=lambda one: -counts[one]["tp"] - counts[one]["fn"]):
        count = counts[name]
        held, given = count["tp"] + count["fn"], count["tp"] + count["fp"]
        told = f"{_ratio(count['tp'], given)} | {_ratio(count['tp'], held)}"
        yield f"| {name} | {held} | {told} | {judged.pop(name, '')} |"
    for what, told in judged.items():
        yield f"| {'in-text hops' if what == 'chain' else what} | 0 | | | {told} |"


def main() -> int:
    """Print the accuracies of both halves, and the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.parse_args()
    folder = shared()
    if folder is None:
        print("no evaluation data: set CLEANER_SHARED or put a folder 'shared' beside this")
        return 0
    for half in ("tune", "score"):
        shares, counts = score(half, folder / "data")
        print(f"{half}: " + ", ".join(f"{name} {value:.3f}" for name, value in shares.items()))
    print(*table(counts), sep="\n")
    for what, found, held, first in searched(folder / "data"):
        print(
            f"{what}: of {held:.0f} places over all texts {found:.0f} found, {first:.0f} at first"
        )
    for half in ("tune", "score"):
        count = hops(half, folder / "data")
        told = _ratio(count["right"], count["given"]), _ratio(count["right"], count["held"])
        print(f"hops in {half}: precision {told[0]}, recall {told[1]}")
    for half in ("tune", "score", "unseen"):
        count = speakers(half, folder / "data")
        told = _ratio(count["right"], count["given"]), _ratio(count["right"], count["held"])
        print(f"speakers in {half}: precision {told[0]}, recall {told[1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
