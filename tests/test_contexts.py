"""Places of marker phrases, labelled by reading: prose survives; a place is told by its hash."""

import csv
import gzip
import json
from pathlib import Path

import pytest

from cleaner.workshop.contexts import (
    CONTEXTS,
    TEXTS,
    clean_place,
    main,
    place_id,
    read_places,
    share,
)

LABELS = Path(__file__).parents[1] / "benchmarks" / "markers" / "labels.tsv"
PROSE = "وقال المصدر: إن الجسر الجديد سيفتح أمام المشاة في الأسبوع المقبل بعد نهاية الأعمال."
LONG = " ".join([PROSE] * 3)


@pytest.fixture
def folder(tmp_path):
    """Authored data in the form of ``text-ar`` with labels for it."""

    def make(*places, texts=()):
        files = {CONTEXTS: [], **{name: [] for name in TEXTS}}
        labels = [["id", "phrase", "outlet", "position", "label", "note"]]
        for phrase, context, label in places:
            files[CONTEXTS].append({"phrase": phrase, "context": context, "pos": 0.5, "url": "u"})
            labels.append([place_id(phrase, context), phrase, "river", "0.5", label, ""])
        files[TEXTS[0]] += [{"url": "u", "text": text} for text in texts]
        for name, rows in files.items():
            with gzip.open(tmp_path / name, "wt", encoding="utf-8") as out:
                out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        with (tmp_path / "labels.tsv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, delimiter="\t").writerows(labels)
        return tmp_path

    return make


def outcomes(folder):
    return [clean_place(place) for place in read_places(folder / "labels.tsv", folder)]


def test_prose_that_holds_a_marker_phrase_is_kept(folder):
    found = outcomes(folder(("المصدر:", LONG, "prose")))
    assert share(found, "prose") == (1, 1)


def test_furniture_is_right_when_it_goes(folder):
    text = f"{LONG}\nالمصدر: وكالات"
    found = outcomes(folder(("المصدر:", text[-40:], "boilerplate"), texts=[text]))
    assert found[0].place.whole
    assert share(found, "boilerplate") == (1, 1)
    assert "grammar" in found[0].rule


def test_prose_that_goes_is_told(folder, capsys):
    text = f"{LONG}\nالمصدر: وكالات"  # labelled wrong on purpose
    data = folder(("المصدر:", text[-40:], "prose"), texts=[text])
    assert main([str(data / "labels.tsv"), str(data)]) == 0
    told = capsys.readouterr().out
    assert "prose kept: 0 of 1" in told
    assert "prose " + place_id("المصدر:", text[-40:]) in told


def test_a_context_is_put_back_between_prose_where_it_was_cut(folder):
    cut = LONG[20:200]
    cut = cut + "ا" * (240 - len(cut))
    phrase = cut[110:117]
    place = next(iter(read_places(*((f := folder((phrase, cut, "prose"))) / "labels.tsv", f))))
    assert place.text[place.start :].startswith(phrase)
    assert not place.text.startswith(cut)
    assert not place.text.endswith(cut)


def test_a_place_the_data_does_not_have_is_an_error(folder):
    data = folder(("المصدر:", LONG, "prose"))
    (data / "labels.tsv").write_text("id\tphrase\tlabel\tnote\nabc\tx\tprose\t\n", "utf-8")
    with pytest.raises(ValueError, match="no context abc"):
        list(read_places(data / "labels.tsv", data))


def test_the_labels_are_300_places_spread_over_the_phrases():
    with LABELS.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    assert len({row["id"] for row in rows}) == len(rows) == 300
    assert {row["label"] for row in rows} == {"prose", "boilerplate", "glued"}
    phrases = [row["phrase"] for row in rows]
    assert max(map(phrases.count, phrases)) == 9


@pytest.mark.shared
def test_labelled_prose_survives(shared):
    found = [clean_place(one) for one in read_places(LABELS, shared / "data" / "text-ar")]
    kept, prose = share(found, "prose")
    gone, furniture = share(found, "boilerplate")
    assert kept >= 0.99 * prose
    assert gone >= 0.9 * furniture
