"""Train the networks of the generic path, and measure them on sites they have not seen.

    python benchmarks/train_generic.py DATA [--rounds 3] [--write]

DATA holds the public sets as ``cleaner bench`` reads them. Of these only sets whose licence allows
it give weights (``TRAINED_ON``); the others are only measured. Sites are dealt to five folds by a
hash of their domain, so that a site stands in one fold whatever set it comes from; the figures
printed are those of each page by networks that saw no page of its fold. ``--write`` then trains on
all folds and writes ``cleaner/label/data/generic.json``.

Needs what the package needs and nothing else; an hour on two cores, 4 GB.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from cleaner import Cleaner
from cleaner.bench.data import find_sets, read_set
from cleaner.bench.score import bag, words
from cleaner.label.generic.context import context, voted
from cleaner.label.generic.features import features
from cleaner.label.generic.labeler import ask
from cleaner.label.generic.model import CLIP, LEAK, averaged, decode
from cleaner.label.generic.voter import aligned
from cleaner.segment.blocks import Segmenter
from cleaner.segment.read import read_html
from cleaner.segment.root import place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleaner.bench.data import Case
    from cleaner.label.generic.features import Shape
    from cleaner.label.generic.model import Network

TRAINED_ON = {
    "scrapinghub": "MIT",
    "fundus-evaluation": "MIT",
    "fundus-tests": "MIT",
    "newspaper-424": "Apache-2.0",
    "trafilatura-eval": "Apache-2.0",
    "wcxb-article": "CC-BY-4.0, Murrough Foley 2026",
}
"""Licence of the gold of each set that gives weights. Left out: daniel-250 (GPL-3.0), and
mozilla-readability, whose gold is what one extractor returns."""

FOLDS = 5
UNITS = 32
EPOCHS = 16
DROPPED = 0.2
"""Share of the columns hidden from the network at each step: it must not lean on one of them."""
MOST = 140_000
"""Blocks trained on: light ones are drawn, and weigh the more."""
RATE = 2e-3
DECAY = 1e-3
BATCH = 1024
OUT = Path(__file__).parents[1] / "cleaner/label/data/generic.json"
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Sample:
    """One page: blocks, columns, and how many of each block's words are in the gold."""

    set: str
    case: Case
    fold: int
    texts: list[str]
    shape: Shape
    x: np.ndarray
    names: list[str]
    sizes: np.ndarray
    hits: np.ndarray
    """nan where the gold does not tell."""
    vote: np.ndarray
    estimate: dict[str, np.ndarray] = field(default_factory=dict)


def samples(name: str, path: Path) -> list[Sample]:
    """Read a set; pages without text are left out."""
    made = Cleaner(entry_points=False)
    segmenter = Segmenter()
    found = []
    for case in read_set(path):
        page = read_html(case.html, url=case.url)
        page = replace(place(page, [made.registry.resolve(None)]), roots=())
        blocks = segmenter.blocks(page, {})
        if not blocks or not case.is_article:
            continue
        columns, shape = features(blocks, page)
        texts = [block.text for block in blocks]
        sizes = np.array([len(words(text)) for text in texts], dtype=np.float32)
        site = page.domain or case.id
        fold = int(hashlib.sha256(site.encode()).hexdigest()[:8], 16) % FOLDS
        hits = against_gold(texts, case.gold) if case.gold else against_segments(texts, case)
        x = columns.matrix().astype(np.float16)
        vote = ask(blocks, page)
        found.append(Sample(name, case, fold, texts, shape, x, columns.names, sizes, hits, vote))
    return found


def against_gold(texts: Sequence[str], gold: str) -> np.ndarray:
    """Words of each block that stand in the gold: whole blocks in order, then runs of four."""
    tokens = [words(text) for text in texts]
    keys = [squeeze(text) for text in texts]
    whole = squeeze(gold)
    runs, used = set(_runs(words(gold))), set()
    hits = np.zeros(len(texts), dtype=np.float32)
    exact = aligned(keys, whole)
    for i in exact:
        hits[i] = len(tokens[i])
        used.update(_runs(tokens[i]))
    for i, found in enumerate(tokens):
        if i in exact or len(found) < 5 or keys[i] in whole:
            continue
        covered = np.zeros(len(found), dtype=bool)
        for at, run in enumerate(_runs(found)):
            if run in runs and run not in used:
                covered[at : at + 4] = True
        if covered.mean() >= 0.3:
            hits[i] = covered.sum()
            used.update(_runs(found))
    return hits


def _runs(tokens: list[str]) -> list[tuple[str, ...]]:
    return [tuple(tokens[i : i + 4]) for i in range(len(tokens) - 3)]


def squeeze(text: str) -> str:
    """Letters and digits in lower case."""
    return _NOT_WORD.sub("", text).lower()


def against_segments(texts: Sequence[str], case: Case) -> np.ndarray:
    """All words of blocks that hold a wanted segment, none of those with an unwanted one."""
    hits = np.full(len(texts), np.nan, dtype=np.float32)
    keys = [squeeze(text) for text in texts]
    for segments, is_main in ((case.unwanted, False), (case.wanted, True)):
        for segment in map(squeeze, segments):
            for i, key in enumerate(keys):
                if len(segment) >= 4 and (segment in key or (len(key) > 20 and key in segment)):
                    hits[i] = len(words(texts[i])) if is_main else 0
    return hits


def targets(sample: Sample) -> tuple[np.ndarray, np.ndarray]:
    """Share of main content and weight of each block: what it counts in its page's F1."""
    share = np.clip(sample.hits / np.maximum(sample.sizes, 1), 0, 1)
    if sample.case.gold is None:
        return np.nan_to_num(share), np.where(np.isnan(share), 0, 0.12)
    gold = max(len(words(sample.case.gold)), 60)
    return share, np.minimum((sample.sizes + 2) / gold, 0.5)


def fit(x: np.ndarray, share: np.ndarray, weight: np.ndarray, seed: int) -> dict[str, Any]:
    """One network by Adam on weighted cross-entropy; ``x`` is standardised."""
    rng = np.random.default_rng(seed)
    size = x.shape[1]
    net = [
        rng.normal(0, size**-0.5, (size, UNITS)),
        np.zeros(UNITS),
        rng.normal(0, UNITS**-0.5, UNITS),
        np.zeros(1),
        np.zeros(size),
    ]
    net = [part.astype(np.float32) for part in net]
    first, second = [np.zeros_like(p) for p in net], [np.zeros_like(p) for p in net]
    order, step = np.arange(len(x)), 0
    steps = EPOCHS * (len(x) // BATCH + 1)
    for _ in range(EPOCHS):
        rng.shuffle(order)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            seen = rng.random((len(batch), size), dtype=np.float32) > DROPPED
            slopes = _slopes(net, x[batch] * seen / (1 - DROPPED), share[batch], weight[batch])
            step += 1
            rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
            for i, slope in enumerate(slopes):
                first[i] = 0.9 * first[i] + 0.1 * slope
                second[i] = 0.999 * second[i] + 0.001 * slope**2
                move = first[i] / (1 - 0.9**step)
                move = move / (np.sqrt(second[i] / (1 - 0.999**step)) + 1e-8)
                if i in (0, 4):
                    move = move + DECAY * net[i]
                net[i] = (net[i] - rate * move).astype(np.float32)
    names = ("into", "bias", "out", "offset", "straight")
    return dict(zip(names, net, strict=True))


def _drawn(weight: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """About MOST blocks, each drawn by its weight; those drawn seldom weigh the more."""
    low, high = 0.0, float(weight.max())
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if np.minimum(1, weight / middle).sum() > MOST else (low, middle)
    chance = np.minimum(1, weight / high)
    chosen = np.flatnonzero(rng.random(len(weight)) < chance)
    drawn = weight[chosen] / chance[chosen]
    return chosen, (drawn / drawn.mean()).astype(np.float32)


def _slopes(
    net: list[np.ndarray], x: np.ndarray, share: np.ndarray, weight: np.ndarray
) -> list[np.ndarray]:
    into, bias, out, offset, straight = net
    hidden = x @ into + bias
    active = np.maximum(hidden, LEAK * hidden)
    z = active @ out + offset[0] + x @ straight
    error = (1 / (1 + np.exp(-z)) - share) * weight / len(x)
    back = error[:, None] * out * np.where(hidden > 0, np.float32(1), np.float32(LEAK))
    return [x.T @ back, back.sum(axis=0), active.T @ error, error.sum(keepdims=True), x.T @ error]


LOOKS: dict[str, Callable[[Sample], np.ndarray]] = {
    "first": lambda s: s.x,
    "second": lambda s: np.concatenate(
        [s.x, context(s.estimate["first"], s.shape).matrix().astype(np.float16)], axis=1
    ),
    "voted": lambda s: np.concatenate(
        [
            LOOKS["second"](s),
            voted(s.estimate["second"], s.vote, s.shape).matrix().astype(np.float16),
        ],
        axis=1,
    ),
}
"""Columns of each look; the second and third are made of the estimates before."""


def columns_of(look: str, sample: Sample) -> list[str]:
    """Names of a look's columns."""
    names = list(sample.names)
    if look != "first":
        names += context(sample.estimate["first"], sample.shape).names
    if look == "voted":
        names += voted(sample.estimate["second"], sample.vote, sample.shape).names
    return names


def train(parts: Sequence[Sample], look: str, rounds: int) -> Network:
    """``rounds`` networks of one look, averaged."""
    both = [targets(part) for part in parts]
    chosen, weight = _drawn(np.concatenate([pair[1] for pair in both]), np.random.default_rng(0))
    share = np.concatenate([pair[0] for pair in both]).astype(np.float32)[chosen]
    x = np.concatenate([LOOKS[look](part) for part in parts])[chosen].astype(np.float32)
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread[spread < 1e-3] = 1.0
    x = np.clip((x - mean) / spread, -CLIP, CLIP)
    nets = [fit(x, share, weight, seed) for seed in range(rounds)]
    return averaged(nets, columns_of(look, parts[0]), mean, 1 / spread)


def estimate_unseen(everything: Sequence[Sample], look: str, rounds: int) -> None:
    """Give each page the estimate of networks that saw no page of its fold."""
    for fold in range(FOLDS):
        parts = [s for s in everything if s.set in TRAINED_ON and s.fold != fold]
        network = train(parts, look, rounds)
        for sample in everything:
            if sample.fold == fold:
                x = LOOKS[look](sample).astype(np.float32)
                sample.estimate[look] = network.probability(x)


def measure(everything: Sequence[Sample], look: str) -> dict[str, float]:
    """Mean bag F1 of each set; snippet F1 where there is no full gold."""
    figures: dict[str, list[float]] = {}
    counts: dict[str, np.ndarray] = {}
    for sample in everything:
        keep, _ = decode(sample.estimate[look], sample.shape.words)
        text = "\n\n".join(t for t, kept in zip(sample.texts, keep, strict=True) if kept)
        if sample.case.gold:
            figures.setdefault(sample.set, []).append(bag(text, sample.case.gold).f1)
            continue
        found = sum(segment in text for segment in sample.case.wanted)
        wrong = sum(segment in text for segment in sample.case.unwanted)
        total = np.array([found, found + wrong + len(sample.case.wanted)])
        counts[sample.set] = counts.get(sample.set, 0) + total
    result = {name: float(np.mean(values)) for name, values in figures.items()}
    return result | {name: 2 * float(found) / float(of) for name, (found, of) in counts.items()}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--rounds", type=int, default=2, help="networks averaged for each look")
    parser.add_argument("--write", action="store_true", help="train on all folds and write weights")
    options = parser.parse_args()
    everything: list[Sample] = []
    for name, path in find_sets(options.data).items():
        everything += samples(name, path)
        print(name, len(everything), flush=True)
    weights: dict[str, Any] = {"trained_on": TRAINED_ON}
    for look in LOOKS:
        estimate_unseen(everything, look, options.rounds)
        figures = measure(everything, look)
        mean = sum(figures.values()) / len(figures)
        shown = ", ".join(f"{name} {figure:.4f}" for name, figure in figures.items())
        print(f"{look}: mean {mean:.4f}; {shown}", flush=True)
        if options.write:
            parts = [s for s in everything if s.set in TRAINED_ON]
            weights[look] = train(parts, look, options.rounds).to_dict()
    if options.write:
        OUT.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
