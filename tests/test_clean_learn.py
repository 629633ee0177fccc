"""``clean --learn``: what an outlet's own inputs repeat comes out on top of its plugin's rules."""

import json
import pickle
import random

import pytest
from click.testing import CliRunner

import cleaner
from cleaner.batch import CleanInput, Run
from cleaner.cli import build
from cleaner.errors import BadOption
from cleaner.io import ReadOptions, inputs
from cleaner.label.learned import MOST_WORDS, Taught
from cleaner.workshop import first_pass as passes
from cleaner.workshop.first_pass import first_pass, layout_of
from cleaner.workshop.residues import propose
from cleaner.workshop.residues.candidates import HEAD_WORDS, TAIL_WORDS
from cleaner.workshop.residues.shape import MAX_WORDS

PLACES = "القرية البلدة المدرسة المكتبة الحديقة السوق المرفأ الورشة البستان المتحف".split()
DEEDS = "افتتحت نظمت رممت زارت وسعت جهزت زينت أعلنت نظفت استقبلت".split()
THINGS = "معرضا سباقا ملعبا حفلا درسا قاعة ورشة حديقة".split()
TRAILER = "نشر في دفتر النهر اليومي: {}"
"""A residue no marker list knows."""


def bodies(number=40, seed=1):
    dice = random.Random(seed)

    def sentence():
        said = f"{dice.choice(DEEDS)} {dice.choice(PLACES)} {dice.choice(THINGS)} جديدا"
        return f"{said} رقم {dice.randint(2, 900)} بحضور الأهالي في {dice.choice(PLACES)}."

    return [
        "\n".join(" ".join(sentence() for _ in range(3)) for _ in range(3)) for _ in range(number)
    ]


def dirty(number=40, seed=1):
    return [f"{body}\n{TRAILER.format(i)}" for i, body in enumerate(bodies(number, seed))]


@pytest.fixture
def records(tmp_path):
    """JSON Lines of a dirty outlet and of a clean one."""
    path = tmp_path / "texts.jsonl"
    rows = [{"text": t, "url": f"https://river.example/{i}"} for i, t in enumerate(dirty())]
    rows += [{"text": t, "url": f"https://hill.example/{i}"} for i, t in enumerate(bodies(seed=2))]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def run(*args):
    return CliRunner().invoke(build(), ["clean", *map(str, args)], standalone_mode=False)


def read(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_line_the_outlet_repeats_is_taken_out_and_recorded(tmp_path, records):
    out = tmp_path / "out.jsonl"
    done = run(records, "--text", "--learn", "-o", out, "--jobs", 1)
    assert done.return_value == 0
    articles = read(out)
    assert not any("دفتر" in one["text"] for one in articles)
    removed = articles[0]["removed"][-1]
    assert removed["plugin"] == "learned"
    assert removed["rule"].startswith("lines.")
    assert all(not one["removed"] for one in articles[40:])
    rows = read(tmp_path / "out.jsonl.manifest.jsonl")
    assert [row["learned"] for row in rows] == [1] * 40 + [0] * 40
    assert "learned 1 patterns of 1 outlets (2 looked at), used in 40 inputs" in done.output
    written = tmp_path / "out.jsonl.learned" / "river_example.toml"
    assert "دفتر النهر" in written.read_text("utf-8")


def test_without_it_the_line_stays(tmp_path, records):
    out = tmp_path / "out.jsonl"
    run(records, "--text", "-o", out, "--jobs", 1)
    assert all("دفتر" in one["text"] for one in read(out)[:40])
    assert "learned" not in read(tmp_path / "out.jsonl.manifest.jsonl")[0]


def test_the_same_with_any_number_of_jobs(tmp_path, records):
    for jobs in (1, 2):
        run(records, "--text", "--learn", "-o", tmp_path / f"{jobs}.jsonl", "--jobs", jobs)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()


def test_a_second_run_goes_on_unless_something_else_was_learned(tmp_path, records):
    out = tmp_path / "out.jsonl"
    args = (records, "--text", "--learn", "-o", out, "--jobs", 1)
    run(*args)
    assert "80 of them had not changed" in run(*args).output
    lines = records.read_text("utf-8").splitlines(keepends=True)
    records.write_text("".join(lines).replace("دفتر النهر اليومي", "سجل النهر الجديد"), "utf-8")
    assert (
        "had not changed" not in run(*args).output
    )  # the clean outlet's texts are done again, too
    assert not any("سجل" in one["text"] for one in read(out))


def test_texts_without_an_address_are_told_apart_by_folder(tmp_path):
    for name, texts in (("river", dirty()), ("hill", bodies(seed=2))):
        (tmp_path / "in" / name).mkdir(parents=True)
        for i, text in enumerate(texts):
            (tmp_path / "in" / name / f"{i:02}.txt").write_text(text, "utf-8")
    run(tmp_path / "in", "--text", "--learn", "-o", tmp_path / "out", "--jobs", 1)
    assert "دفتر" not in (tmp_path / "out" / "river" / "00.txt").read_text("utf-8")
    assert (tmp_path / "out" / ".learned" / "river.toml").is_file()


def page(body, number):
    lines = "".join(f"<p>{line}</p>" for line in body.splitlines())
    trailer = f"<p>{TRAILER.format(number)}</p>"
    return (
        f'<html lang="ar"><head><title>خبر رقم {number}</title></head>'
        f"<body><article><h1>خبر رقم {number}</h1>{lines}{trailer}</article></body></html>"
    )


def test_pages_teach_by_their_cleaned_text(tmp_path):
    path = tmp_path / "pages.jsonl"
    rows = [
        {"html": page(body, i), "url": f"https://river.example/{i}"}
        for i, body in enumerate(bodies(30))
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    run(path, "--learn", "-o", tmp_path / "out.jsonl", "--jobs", 1)
    articles = read(tmp_path / "out.jsonl")
    assert not any("دفتر" in one["text"] for one in articles)
    assert all(one["removed"][-1]["plugin"] == "learned" for one in articles)
    assert all(len(one["text"].splitlines()) > 2 for one in articles)


def test_it_comes_on_top_of_the_outlets_plugin(plugins):
    text = f"{bodies(1)[0]}\nرقم الصفحة 7\n{TRAILER.format(3)}"
    made = plugins({"river_example.toml": '[lines]\nother = ["رقم الصفحة *"]\n'})
    both = made.taught(Taught({"river.example": layout_of(propose(dirty()))}))
    removed = both.clean_text(text, url="https://river.example/1").removed
    assert [one.plugin for one in removed] == ["river_example", "learned"]


def test_the_plugins_own_word_counts_where_both_speak(plugins):
    text = f"{bodies(1)[0]}\n{TRAILER.format(3)}"
    made = plugins({"river_example.toml": '[lines]\ncontact = ["نشر في دفتر *"]\n'})
    both = made.taught(Taught({"river.example": layout_of(propose(dirty()))}))
    (removed,) = both.clean_text(text, url="https://river.example/1").removed
    assert (removed.label, removed.plugin) == ("contact", "river_example")


def test_what_one_outlet_teaches_holds_for_all_its_hosts_and_no_other():
    lessons = {"example.com": layout_of(propose(dirty()))}
    taught = cleaner.Cleaner(entry_points=False).taught(Taught(lessons))
    text = dirty()[0]
    assert "دفتر" in taught.clean_text(text, url="https://example.org/1").text
    assert "دفتر" not in taught.clean_text(text, url="https://www.example.com/1").text


def test_a_taught_cleaner_can_be_sent_to_a_worker():
    lessons = {"example.com": layout_of(propose(dirty()))}
    taught = pickle.loads(pickle.dumps(cleaner.Cleaner(entry_points=False).taught(Taught(lessons))))
    assert "دفتر" not in taught.clean_text(dirty()[0], url="https://example.com/1").text


def test_a_paragraph_that_fits_a_learned_line_is_prose():
    texts = [f"دفتر النهر – {PLACES[i % 10]}\n{body}" for i, body in enumerate(bodies())]
    lessons = {"example.com": layout_of(propose(texts))}
    taught = cleaner.Cleaner(entry_points=False).taught(Taught(lessons))
    url = "https://example.com/1"
    assert "دفتر" not in taught.clean_text(texts[0], url=url).text
    one_line = f"دفتر النهر – {bodies(1)[0]}".replace("\n", " ")
    assert taught.clean_text(one_line, url=url).text == one_line


def test_the_bounds_are_those_of_learning():
    assert MOST_WORDS == {"lines": MAX_WORDS, "head": HEAD_WORDS, "tail": TAIL_WORDS}


def test_standard_input_cannot_be_read_twice():
    with pytest.raises(BadOption, match="twice"):
        CliRunner().invoke(
            build(),
            ["clean", "-", "--learn"],
            input='{"text": "x"}',
            standalone_mode=False,
            catch_exceptions=False,
        )


def test_memory_is_bounded_and_that_is_told(tmp_path, records, monkeypatch):
    monkeypatch.setattr(passes, "MAX_CHARS", len(dirty()[0]) * 10)
    how = Run(CleanInput(cleaner.Cleaner(entry_points=False), "jsonl", ""))
    lessons = first_pass(inputs([str(records)], ReadOptions(text=True)), how)
    assert lessons.full
    assert lessons.outlets >= 1


def test_a_page_that_cannot_be_read_teaches_nothing(tmp_path):
    (tmp_path / "bad.html").write_bytes(b"\x00\x01\x02" * 400)
    (tmp_path / "odd.exe").write_bytes(b"MZ")
    how = Run(CleanInput(cleaner.Cleaner(entry_points=False), "jsonl", ""))
    assert not first_pass(inputs([str(tmp_path)], ReadOptions()), how).by_outlet
