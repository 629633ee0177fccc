"""Train the network of the generic path, and measure it on sites they have not seen.

    python benchmarks/train_generic.py DATA [--rounds 2] [--write]

DATA holds the public sets as ``cleaner bench`` reads them. Of these only sets whose licence allows
it give weights (``TRAINED_ON``); the others are only measured. Sites are dealt to five folds by a
hash of their domain, so that a site stands in one fold whatever set it comes from; the figures
printed are those of each page by networks that saw no page of its fold: first of the blocks they
choose, then of whole pages as they come out of a Cleaner. ``--write`` also trains on all folds and
writes ``cleaner/label/data/generic.json``.

Needs what the package needs and nothing else; four minutes on one core, 2 GB.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from generic_samples import FOLDS, Sample, samples

from cleaner import Cleaner
from cleaner.bench.data import find_sets
from cleaner.bench.score import score_page, score_set
from cleaner.label.generic import labeler
from cleaner.label.generic.model import CLIP, LEAK, averaged, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleaner.bench.score import PageScore
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

UNITS = 32
EPOCHS = 16
DROPPED = 0.2
"""Share of the columns hidden from the network at each step: it must not lean on one of them."""
MOST = 140_000
"""Blocks trained on: light ones are drawn, and weigh the more."""
SHORTENED = 0.3
"""What a block of a shortened page weighs against one of a page as it was."""
RATE = 2e-3
DECAY = 1e-3
BATCH = 1024
OUT = Path(__file__).parents[1] / "cleaner/label/data/generic.json"


def targets(sample: Sample) -> tuple[np.ndarray, np.ndarray]:
    """Share of main content and weight of each block: what it counts in its page's F1."""
    share = np.clip(sample.hits / np.maximum(sample.sizes, 1), 0, 1)
    if sample.case.gold is None:
        return np.nan_to_num(share), np.where(np.isnan(share), 0, 0.12)
    gold = max(sample.gold_words, 60)
    weight = SHORTENED if sample.shortened else 1.0
    return share, weight * np.minimum((sample.sizes + 2) / gold, 0.5)


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


def train(parts: Sequence[Sample], rounds: int) -> Network:
    """``rounds`` networks, averaged; every second one saw shortened pages as well."""
    whole = [part for part in parts if not part.shortened]
    drawn = [_rows(some) for some in (whole, parts)]
    mean, spread = drawn[0][0].mean(axis=0), drawn[0][0].std(axis=0)
    spread[spread < 1e-3] = 1.0
    nets = []
    for seed in range(rounds):
        x, share, weight = drawn[seed % 2]
        nets.append(fit(np.clip((x - mean) / spread, -CLIP, CLIP), share, weight, seed))
    return averaged(nets, parts[0].names, mean, 1 / spread)


def _rows(parts: Sequence[Sample]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Columns, share of main content and weight of the blocks drawn from the pages."""
    shares, weights = zip(*map(targets, parts), strict=True)
    chosen, weight = _drawn(np.concatenate(weights), np.random.default_rng(0))
    x = np.concatenate([part.x for part in parts])[chosen]
    return x.astype(np.float32), np.concatenate(shares).astype(np.float32)[chosen], weight


def estimate_unseen(everything: Sequence[Sample], rounds: int) -> list[Network]:
    """Give each page the estimate of networks that saw no page of its fold; these, by fold."""
    networks = []
    for fold in range(FOLDS):
        parts = [s for s in everything if s.set in TRAINED_ON and s.fold != fold]
        networks.append(train(parts, rounds))
        for sample in everything:
            if sample.fold == fold:
                sample.estimate = networks[-1].look(sample.x.astype(np.float32)).probability
    return networks


def by_blocks(sample: Sample) -> str:
    """The text of the blocks that are chosen by their estimate."""
    keep, _ = decode(sample.estimate, sample.words)
    return "\n\n".join(t for t, kept in zip(sample.texts, keep, strict=True) if kept)


def by_pages(networks: Sequence[Network]) -> Callable[[Sample], str]:
    """The text of whole pages: with element rules, grammar, page types and voter."""
    made = Cleaner(entry_points=False)

    def text(sample: Sample) -> str:
        setattr(labeler, "load", lambda: networks[sample.fold])  # noqa: B010  # it is no export
        return made.clean(sample.case.html, url=sample.case.url).text

    return text


def measure(everything: Sequence[Sample], text: Callable[[Sample], str], name: str) -> None:
    """Print mean bag F1 by set (snippet F1 where there is no full gold), and their mean."""
    found: dict[str, list[PageScore]] = {}
    for sample in everything:
        if not sample.shortened:
            found.setdefault(sample.set, []).append(score_page(sample.case, text(sample)))
    figures = {of: score_set(pages).main or 0.0 for of, pages in found.items()}
    shown = ", ".join(f"{of} {figure:.4f}" for of, figure in figures.items())
    print(f"{name}: mean {np.mean(list(figures.values())):.4f}; {shown}", flush=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--rounds", type=int, default=2, help="networks averaged: 2")
    parser.add_argument("--write", action="store_true", help="train on all folds and write weights")
    options = parser.parse_args()
    everything: list[Sample] = []
    for name, path in find_sets(options.data).items():
        everything += samples(name, path)
        print(name, len(everything), flush=True)
    networks = estimate_unseen(everything, options.rounds)
    measure(everything, by_blocks, "blocks")
    measure(everything, by_pages(networks), "whole pages")
    if options.write:
        network = train([s for s in everything if s.set in TRAINED_ON], options.rounds)
        weights = {"trained_on": TRAINED_ON, **network.to_dict()}
        OUT.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
