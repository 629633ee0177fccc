"""Residues that an outlet's texts repeat are found; what people write again and again is not."""

import gzip
import json
import random

import pytest
from click.testing import CliRunner

from cleaner.cli import build
from cleaner.cli.learn import FOUND_NOTHING
from cleaner.sites.schema import read_site
from cleaner.workshop.residues import plugin_toml, propose, repeated_openings

PLACES = "القرية البلدة المدرسة المكتبة الحديقة السوق المرفأ الورشة البستان المتحف".split()
DEEDS = "افتتحت نظمت رممت زارت وسعت جهزت زينت أعلنت نظفت استقبلت".split()
THINGS = "معرضا سباقا مكتبة ملعبا حفلا درسا قاعة سوقا ورشة حديقة".split()
PEOPLE = "الأهالي الطلاب المزارعين الزوار الأطفال الصيادين المتطوعين العمال".split()


def paragraph(dice: random.Random, sentences: int = 3) -> str:
    return " ".join(
        f"{dice.choice(DEEDS)} {dice.choice(PLACES)} {dice.choice(THINGS)} جديدا رقم "
        f"{dice.randint(2, 900)} بحضور عدد من {dice.choice(PEOPLE)} في {dice.choice(PLACES)}."
        for _ in range(sentences)
    )


def texts(number: int = 40, seed: int = 1) -> list[str]:
    dice = random.Random(seed)
    return ["\n".join(paragraph(dice) for _ in range(4)) for _ in range(number)]


def patterns(found, table):
    return {one.pattern: one.label for one in found if one.table == table}


def test_clean_texts_propose_nothing():
    assert propose(texts()) == []


def test_a_trailer_with_the_headline_behind_it_is_a_line_with_a_variable_part():
    dice = random.Random(2)
    dirty = [
        f"{text}\nرابط الخبر بصحيفة النهر: {dice.choice(DEEDS)} {dice.choice(PLACES)}"
        for text in texts()
    ]
    found = patterns(propose(dirty), "lines")
    assert found == {"رابط الخبر بصحيفة النهر: *": "source-credit"}


def test_a_trailer_glued_behind_the_last_sentence_is_a_tail():
    dice = random.Random(3)
    dirty = [f"{text} سمات {dice.choice(PLACES)} {dice.choice(THINGS)}" for text in texts()]
    assert patterns(propose(dirty), "tail") == {"سمات *": "tags"}


def test_an_agency_end_mark_and_its_hour():
    dice = random.Random(4)
    dirty = [
        f"{t}\n// انتهى //\n{dice.randint(10, 23)}:{dice.randint(10, 59)} ت م" for t in texts()
    ]
    found = patterns(propose(dirty), "lines")
    assert found == {"// انتهى //": "end-mark", "#:# ت م": "dateline"}


def test_a_byline_with_the_outlet_in_it_opens_the_text():
    dice = random.Random(5)
    dirty = [f"محرر {dice.choice(PLACES)}- النهر- {dice.choice(PLACES)}: {t}" for t in texts()]
    assert any("النهر-" in pattern for pattern in patterns(propose(dirty), "head"))


def test_writers_addresses_become_one_pattern():
    dirty = [f"{text}\nwriter{i}@river.example" for i, text in enumerate(texts())]
    assert patterns(propose(dirty), "lines") == {"*@river.example": "contact"}


def test_a_stock_opening_of_a_sentence_is_prose():
    dirty = [f"استقبل رئيس البلدية في مكتبه اليوم {text}" for text in texts()]
    assert propose(dirty) == []


def test_a_stock_closing_sentence_is_prose():
    dirty = [f"{text}\nيذكر أن هذه الفعالية تقام كل عام في مثل هذا اليوم." for text in texts()]
    assert propose(dirty) == []


def test_copies_of_one_text_prove_nothing():
    assert propose(texts(1) * 50) == []


def test_a_standfirst_repeated_at_the_end_is_counted_not_proposed():
    dirty = [
        f"مقدمة النص رقم {i} في سطر\n{t}\nمقدمة النص رقم {i} في سطر" for i, t in enumerate(texts())
    ]
    assert repeated_openings(dirty) == (40, 40)


def test_the_plugin_it_writes_is_valid_and_takes_the_residue_out(tmp_path):
    import cleaner

    dirty = [f"{text}\nرابط الخبر بصحيفة النهر: خبر {i}" for i, text in enumerate(texts())]
    (tmp_path / "river_example.toml").write_text(
        plugin_toml("river.example", propose(dirty)), "utf-8"
    )
    assert read_site(tmp_path / "river_example.toml").domains == ("river.example",)
    article = cleaner.Cleaner([tmp_path]).clean_text(dirty[0], url="https://river.example/1")
    assert "رابط الخبر" not in article.text
    assert article.removed[-1].plugin == "river_example"


@pytest.fixture
def run():
    return lambda *args: CliRunner().invoke(
        build(), ["learn", *map(str, args)], standalone_mode=False
    )


def test_the_command_parts_outlets_and_writes_over_nothing(tmp_path, run):
    rows = [
        {"text": f"{text}\n// انتهى //", "url": f"https://agency.example/{i}"}
        for i, text in enumerate(texts())
    ] + [
        {"text": text, "url": f"https://clean.example/{i}"} for i, text in enumerate(texts(seed=9))
    ]
    with gzip.open(tmp_path / "dump.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    first = run(tmp_path / "dump.jsonl.gz", "-o", tmp_path / "out")
    assert first.return_value == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["agency_example.toml"]
    assert "clean.example: 40 texts, no file: nothing repeats" in first.output
    assert "exists" in run(tmp_path / "dump.jsonl.gz", "-o", tmp_path / "out").output


def test_a_folder_without_texts_says_so(tmp_path, run):
    (tmp_path / "a.txt").write_text("سطر واحد", "utf-8")
    assert run(tmp_path, "-o", tmp_path / "out").return_value == FOUND_NOTHING


def test_headlines_run_together_behind_a_marker_that_lost_its_blank():
    dice = random.Random(6)
    dirty = [
        f"{text}\nمقالات أخرى للكاتب{dice.choice(THINGS)} في {dice.choice(PLACES)}!"
        for text in texts()
    ]
    (found,) = propose(dirty)
    assert found.pattern.startswith("مقالات أخرى")
    assert (found.label, found.count) == ("related-block", 40)
