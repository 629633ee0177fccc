"""``cleaner clean -`` as a filter for other languages: a line in, a line out, never more ahead."""

import json
import os
import select
import subprocess
import sys
import time

import pytest
from archives import text


@pytest.fixture(params=["1", "2"])
def process(request):
    """A running filter, with that many workers."""
    command = [sys.executable, "-m", "cleaner", "clean", "-", "--all", "-q", "--jobs"]
    with subprocess.Popen(
        [*command, request.param], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    ) as one:
        yield one
        one.kill()


def line(number, size=1):
    return json.dumps({"id": str(number), "text": text(number) * size}).encode() + b"\n"


def answer(process):
    readable, _, _ = select.select([process.stdout], [], [], 120)
    assert readable, "no answer though a whole line was written"
    found = b""
    while not found.endswith(b"\n"):
        found += process.stdout.read(1 << 16)
    return json.loads(found)


def test_each_line_is_answered_before_the_next_is_written(process):
    for number in range(3):
        process.stdin.write(line(number))
        assert answer(process)["id"] == str(number)
    process.stdin.write(b"{no JSON\n")
    told = answer(process)
    assert (told["id"], told["status"]) == ("stdin:4", "failed")
    assert told["reason"].startswith("NotAPage: not JSON")
    process.stdin.close()
    assert process.wait(timeout=120) == 1


def test_a_reader_that_stops_stops_the_writer(process):
    os.set_blocking(process.stdin.fileno(), False)
    record, written, idle = line(1, size=40), 0, time.monotonic()
    rest = record
    while time.monotonic() - idle < 8 and written < 200_000_000:
        try:
            sent = os.write(process.stdin.fileno(), rest)
        except BlockingIOError:
            time.sleep(0.05)
            continue
        written, idle = written + sent, time.monotonic()
        rest = rest[sent:] or record
    assert written < 60_000_000  # what waits is bounded, whatever the writer would send
    assert process.poll() is None


def test_who_reads_our_output_may_go_away(process):
    process.stdin.write(line(1))
    answer(process)
    process.stdout.close()

    def write_on():
        for number in range(2000):
            process.stdin.write(line(number))
            time.sleep(0.01)

    with pytest.raises(BrokenPipeError):
        write_on()
    assert process.wait(timeout=120) == 141
