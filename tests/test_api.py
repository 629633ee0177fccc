"""The public face: what importing costs, what is there, and what an article looks like as JSON."""

import json
import os
import subprocess
import sys

import jsonschema
import pytest

import cleaner
from cleaner.model.jsonschema import FILE, json_schema

NO_NETWORK = """
import socket, sys
def blocked(*args, **kwargs):
    raise AssertionError("a network call")
for name in ("connect", "connect_ex", "sendto", "bind"):
    setattr(socket.socket, name, blocked)
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = blocked
"""
LEAD = "افتتحت البلدية صباح اليوم حديقة عامة في وسط المدينة بحضور عدد كبير من السكان والزوار."
PAGE = f"""<html><head><title>افتتاح حديقة</title></head><body><article><h1>افتتاح حديقة</h1>
<p>{LEAD}</p><p>وتضم الحديقة ملاعب للأطفال وممرات للمشي ومقاعد تحت الأشجار.</p></article>"""


def python(code):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", NO_NETWORK + code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_import_loads_no_extractor_and_asks_no_network():
    loaded = json.loads(python("import cleaner, json; print(json.dumps(list(sys.modules)))"))
    assert "cleaner.model.article" in loaded
    assert not {"trafilatura", "requests", "tldextract", "urllib3", "numpy"} & set(loaded)


def test_making_a_cleaner_loads_no_extractor():
    code = "import cleaner, json; cleaner.Cleaner(); print(json.dumps(list(sys.modules)))"
    assert not {"trafilatura", "requests", "tldextract", "urllib3"} & set(json.loads(python(code)))


def test_cleaning_asks_no_network():
    code = f"""
import cleaner
article = cleaner.clean({PAGE!r}, url="https://www.example.com/1")
assert article.status == "generic", article.status
assert cleaner.clean_text({LEAD!r}).text == {LEAD!r}
article.to_dict()
from cleaner.label.generic import extract
assert extract({PAGE!r})  # the voter that is asked in doubt
print("trafilatura" in sys.modules)
"""
    assert python(code) == "True\n"


def test_everything_public_is_there_and_documented():
    assert len(set(cleaner.__all__)) == len(cleaner.__all__)
    for name in cleaner.__all__:
        assert hasattr(cleaner, name), name
    space = {}
    exec("from cleaner import *", space)
    assert set(cleaner.__all__) <= set(space)
    for name in ("Cleaner", "Article", "Site", "Page", "Block", "Vote", "clean", "clean_text"):
        assert getattr(cleaner, name).__doc__, name


# -- as JSON

ARTICLES = {
    "generic": lambda one: one.clean(PAGE),
    "known": lambda one: one.clean(PAGE, url="https://www.youm7.com/story/2020/8/24/a/1"),
    "whole": lambda one: cleaner.Cleaner(audit="page").clean(PAGE),
    "wall": lambda one: one.clean("<p>Please verify you are a human</p>"),
    "empty": lambda one: one.clean_text(""),
    "text": lambda one: one.clean_text(f"{LEAD}\n\nاقرأ أيضاً:\n\nافتتاح سوق جديدة في المدينة"),
    "titled": lambda one: one.clean_text(LEAD, url="https://www.youm7.com/1", title="افتتاح"),
}


@pytest.mark.parametrize("kind", ARTICLES)
def test_an_article_is_json_and_follows_the_schema(bundled, kind):
    article = ARTICLES[kind](bundled)
    told = article.to_dict()
    again = json.loads(json.dumps(told, ensure_ascii=False, allow_nan=False))
    assert again == told
    jsonschema.Draft202012Validator(json.loads(FILE.read_text("utf-8"))).validate(told)


def test_the_schema_in_the_package_is_that_of_the_model():
    assert json.loads(FILE.read_text("utf-8")) == json_schema()
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize(
    ("key", "value"),
    [("status", "fine"), ("authors", None), ("schema_version", 99), ("more", 1), ("title", 5)],
)
def test_the_schema_refuses_what_is_no_article(bundled, key, value):
    told = bundled.clean(PAGE).to_dict() | {key: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(told, json_schema())
    for name in ("status", "removed", "profile"):
        less = {one: value for one, value in told.items() if one not in (name, key)}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(less, json_schema())


def test_the_dictionary_is_flat_and_versioned(bundled):
    told = bundled.clean(PAGE).to_dict()
    assert told["schema_version"] == 1
    assert set(cleaner.Removed._fields) == {
        "label",
        "text",
        "start",
        "end",
        "path",
        "rule",
        "plugin",
        "reason",
    }
    assert {"status", "text", "title", "authors", "published", "language", "removed"} <= set(told)
