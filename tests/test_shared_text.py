"""The grammar on the evaluation data beside the checkout (half ``b``, which nobody tuned on)."""

import pytest

from cleaner.label.grammar import label_blocks
from cleaner.segment.text import segment_text
from cleaner.workshop.score import read_rows, score_rows

pytestmark = pytest.mark.shared


def test_seed_document(shared):
    (file,) = (shared / "data" / "seed").glob("*.txt")
    blocks = segment_text(file.read_text("utf-8"))
    found = {}
    for vote in label_blocks(blocks):
        found.setdefault(vote.block, []).append(vote)
    kept = [at for at in range(len(blocks)) if at not in found]
    assert kept == [1, 2, 4, 5, 6, 7]
    first = [found[at][0].label if at in found else "main" for at in range(len(blocks))]
    assert first == (
        ["dateline", "main", "main", "related-inline", "main", "main", "main", "main"]
        + ["source-credit", "tags", "related-block"]
        + ["second-article"] * 7
        + ["ad"]
        + ["second-article"] * 4
        + ["related-block"] * 11
    )
    assert sum(vote.role == "item" for votes in found.values() for vote in votes) == 12


@pytest.mark.parametrize(
    ("folder", "removed", "kept", "exact"),
    [("splice", 0.97, 0.99, 0.93), ("gold-text", 0.88, 0.995, 0.86)],
)
def test_half_b(shared, folder, removed, kept, exact):
    file = shared / "data" / folder / "dev.jsonl.gz"
    score = score_rows(read_rows(file, "b"))["all"]
    assert score.removed[2] >= removed
    assert score.keeping[2] >= kept
    assert score.exact / score.documents >= exact
    assert score.clean_touched == 0
