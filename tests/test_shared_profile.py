"""The seed's profile, and the labelled articles, against the evaluation data."""

import importlib.util
from pathlib import Path

import pytest

pytestmark = pytest.mark.shared

SCRIPT = Path(__file__).resolve().parents[1] / "benchmarks" / "signals" / "score.py"


@pytest.fixture(scope="module")
def given(shared):
    (file,) = (shared / "data" / "seed").glob("*.txt")
    return file.read_bytes().decode()


@pytest.fixture(scope="module")
def seed(bundled, given):
    return bundled.clean_text(given)


def test_the_seed_has_an_origin_and_no_publisher(seed):
    profile = seed.profile
    assert (profile.publisher.domain, profile.publisher.basis) == ("", "unknown")
    assert (profile.origin.domain, profile.origin.basis) == ("almnatiq.net", "credit-line")


def test_the_chain_of_the_seed_comes_from_its_main_text_only(seed, given):
    chain = seed.profile.chain
    assert [hop.name for hop in chain] == ["العربية", "سبوتنيك"]
    assert (chain[1].country, chain[1].ownership) == ("RU", "state")
    for hop in chain:
        assert hop.where == "source"
        assert hop.name in given[hop.start : hop.end]
        assert any(one.start <= hop.start and hop.end <= one.end for one in seed.kept)


def test_every_span_of_the_seed_holds_the_words_it_quotes(seed, given):
    spans = [span for signal in seed.profile.signals for span in signal.spans]
    assert seed.profile.origin.span.where == "source"
    for span in (*spans, seed.profile.origin.span):
        if span.where == "source":
            words = given[span.start : span.end].split()
            assert words[:25] == span.quote.split()


def test_mutabaat_is_read_as_no_own_reporting(seed, given):
    signals = {signal.name: signal for signal in seed.profile.signals}
    assert signals["own-report"].value is False
    (span,) = signals["vague-credit"].spans
    assert given[span.start : span.end] == span.quote == "متابعات"


def test_no_claim_of_the_seed_is_without_a_source(seed):
    assert seed.profile.claims
    assert all(claim.source.name for claim in seed.profile.claims)


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("score_signals", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_labelled_articles(script, shared):
    shares, counts = script.score("score", shared / "data")
    assert shares["origin"] >= 0.95 > shares["baseline"]
    assert shares["chain"] >= 0.85
    for name, count in counts.items():
        given = count["tp"] + count["fp"]
        assert count["tp"] >= 0.9 * given, name


def test_judged_hits(script):
    assert all(right >= 0.9 * judged for _, right, judged in script.pool())


def test_labels_carry_no_text(script):
    for row in script.rows("labels.jsonl"):
        assert set(row) <= {
            "id",
            "sha256",
            "outlet",
            "own_names",
            "half",
            "origin",
            "chain",
            "signals",
        }
    for row in script.rows("hits.jsonl"):
        assert set(row) == {"id", "sha256", "what", "where", "start", "end", "right"}
