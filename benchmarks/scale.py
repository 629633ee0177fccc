"""What a long run costs: time and memory over a growing number of generated records.

    python benchmarks/scale.py [50000 1000000] [--jobs 1 2] [--paragraphs 5] [--keep DIR]

Records are made on the fly and piped into ``cleaner clean - -o OUT.jsonl.gz``, so nothing but the
run itself grows. Memory is the resident memory of the run and all its workers, summed (pages they
share count twice: an upper bound), sampled twice a second. Time is told as the clock saw it and as
the processors did: on a busy machine only the latter can be compared.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

SENTENCES = (
    "افتتحت المكتبة العامة في مدينة المثال قاعة جديدة للأطفال تضم ألف كتاب مصور.",
    "وقالت المشرفة على القاعة إن الزوار سيجدون ركنا للقصة وآخر للرسم كل أسبوع.",
    "ويبدأ العمل في المرحلة الثانية من المشروع بعد انتهاء أعمال الصيانة في المبنى القديم.",
    "وأوضح المتحدث أن الخطة تشمل ثلاثة أحياء وأن التنفيذ يستمر عامين على الأقل.",
    "وحضر الافتتاح عدد من سكان الحي الذين عبروا عن سعادتهم بالمكان الجديد.",
    "ومن المقرر أن تستقبل القاعة تلاميذ المدارس في الصباح والعائلات في المساء.",
)
DIRT = ("اقرأ أيضاً:", "سباق الدراجات ينطلق غدا في وسط المدينة", "تابعونا على مواقع التواصل")
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def record(number: int, paragraphs: int) -> bytes:
    """Record ``number``: paragraphs of 300 characters, dirt behind them; always the same."""
    chance = random.Random(number)
    texts = [" ".join(chance.choices(SENTENCES, k=4)) for _ in range(paragraphs)]
    text = "\n".join([f"{texts[0]} العدد {number}.", *texts[1:], *DIRT])
    url = f"https://www.site{number % 5000}.example.com/{number}"
    return json.dumps({"id": str(number), "url": url, "text": text}).encode() + b"\n"


@dataclass
class Watch:
    """Samples a process and its descendants."""

    root: int
    peak: int = 0
    """Bytes."""
    seconds: dict[int, float] = field(default_factory=dict)
    """Process -> processor time when it was last seen."""

    def sample(self) -> None:
        """Look once."""
        parents, facts = {}, {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with contextlib.suppress(OSError, IndexError, ValueError):
                    stat = (entry / "stat").read_text().rpartition(")")[2].split()
                    pid = int(entry.name)
                    parents[pid] = int(stat[1])
                    facts[pid] = (int(stat[21]) * _PAGE, (int(stat[11]) + int(stat[12])) / _TICKS)
        ours = {self.root}
        while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
            ours |= more
        self.peak = max(self.peak, sum(facts[pid][0] for pid in ours if pid in facts))
        self.seconds |= {pid: facts[pid][1] for pid in ours if pid in facts}


def measure(count: int, jobs: int, paragraphs: int, folder: Path) -> str:
    """One run; what it took, as a line."""
    out = folder / f"{count}-{jobs}.jsonl.gz"
    command = [sys.executable, "-m", "cleaner", "clean", "-", "-o", str(out), "--fresh", "-q"]
    began = time.monotonic()
    process = subprocess.Popen([*command, "--jobs", str(jobs)], stdin=subprocess.PIPE)
    watch, ended = Watch(process.pid), threading.Event()

    def look() -> None:
        while not ended.wait(0.5):
            watch.sample()

    looking = threading.Thread(target=look)
    looking.start()
    assert process.stdin is not None
    for number in range(count):
        process.stdin.write(record(number, paragraphs))
    process.stdin.close()
    code = process.wait()
    ended.set()
    looking.join()
    took = time.monotonic() - began
    if code:
        raise SystemExit(f"the run ended with {code}")
    parent = watch.seconds.get(process.pid, 0.0)
    total = sum(watch.seconds.values())
    cells = (
        f"{count:>9,}",
        f"{jobs:>4}",
        f"{took:>8.0f} s",
        f"{count / took:>7.0f}/s",
        f"{total / count * 1e3:>6.2f} ms",
        f"{parent / count * 1e3:>6.2f} ms",
        f"{watch.peak / 1e6:>6.0f} MB",
        f"{out.stat().st_size / 1e6:>6.0f} MB",
    )
    return "  ".join(cells)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[50_000, 1_000_000])
    parser.add_argument("--jobs", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--paragraphs", type=int, default=5, help="length of a text, in 300s")
    parser.add_argument("--keep", type=Path, help="leave the outputs here")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    print("  records  jobs       clock     rate  CPU/rec.  of it parent  memory  output")
    try:
        for jobs in options.jobs:
            for count in options.counts:
                print(measure(count, jobs, options.paragraphs, folder), flush=True)
    finally:
        if options.keep is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
