"""``cleaner clean`` as a process among others: standard input, standard output, the locale."""

import json
import os
import subprocess
import sys

from cli_pages import TEXT


def piped(*args, **options):
    return subprocess.run(
        [sys.executable, "-m", "cleaner", *args], capture_output=True, check=False, **options
    )


def test_standard_input_to_standard_output(here):
    done = piped("clean", "-", input=json.dumps({"id": 5, "text": TEXT}).encode())
    assert done.returncode == 0
    assert json.loads(done.stdout)["id"] == 5


def test_each_line_is_answered_before_the_next_is_asked(here):
    """Another program may write a record and wait for its answer."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cleaner", "clean", "-", "-q", "--jobs", "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    for n in range(3):
        process.stdin.write(json.dumps({"id": n, "text": TEXT}).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == n
    process.communicate()
    assert process.returncode == 0


def test_arabic_comes_out_as_utf8_whatever_the_locale_says(here):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = piped("clean", "-", "--format", "txt", "--text", input=TEXT.encode(), env=environment)
    assert done.stdout == TEXT.encode()


def test_a_reader_that_stops_early_is_no_error(here):
    line = json.dumps({"text": TEXT}).encode() + b"\n"
    (here / "r.jsonl").write_bytes(line * 300)
    process = subprocess.Popen(
        [sys.executable, "-m", "cleaner", "clean", "r.jsonl", "--jobs", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.readline()
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert told == b""
