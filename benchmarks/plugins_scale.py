"""What thousands of plugins cost: start-up, and the work for a page, against the bundled set.

    python benchmarks/plugins_scale.py [NUMBER] [--rounds N]

Start-up is measured in fresh processes, in processor time, so that a busy machine matters less.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

START = """
import sys, time
from pathlib import Path
from cleaner.sites import PluginDir, SiteRegistry, plugin_directories
before = time.process_time()
registry = SiteRegistry(plugin_directories(sys.argv[1:]))
print((time.process_time() - before) * 1e3)
"""
PAGE = """
import sys, time
from cleaner.sites import SiteRegistry, plugin_directories
registry = SiteRegistry(plugin_directories(sys.argv[1:]))
hosts = [ref.domains[0] for ref in registry.refs() if ref.domains and "paper" not in ref.name]
for host in hosts:
    registry.resolve(registry.site(host))
rounds = 2000
before = time.process_time()
for _ in range(rounds):
    for host in hosts:
        registry.resolve(registry.site("www." + host))
    registry.find("www.no-plugin-has-this.example.org")
print((time.process_time() - before) * 1e6 / rounds / (len(hosts) + 1))
"""
CLEAN = """
import sys, time
from cleaner import Cleaner
cleaner = Cleaner(sys.argv[1:])
text = "<p>" + "هذا نص تجريبي لقياس الزمن لا غير. " * 12 + "</p>"
html = "<html><body><nav><a href=/>x</a></nav><article><h1>عنوان</h1><div id=articleBody>"
html += text * 12 + "</div></article></body></html>"
url = "https://www.youm7.com/story/2020/1/1/x/1"
assert cleaner.clean(html, url=url).status == "ok"
rounds = 200
before = time.process_time()
for _ in range(rounds):
    cleaner.clean(html, url=url)
print((time.process_time() - before) * 1e3 / rounds)
"""
PLUGIN = """\
[outlet]
name = {{ en = "Paper {number}" }}
country = "EG"
[article]
root = ["div.article-{number}", "#content"]
title = ["h1.title"]
[remove]
share = [".share", ".social"]
related-inline = [".related"]
"""


MEASURES = (
    ("start-up, warm index", START, "ms"),
    ("finding a site", PAGE, "µs"),
    ("cleaning a page of a known site", CLEAN, "ms"),
)


def generate(folder: Path, number: int) -> None:
    """Write plugins; every tenth says its domains, as the others do by their names."""
    for one in range(number):
        text = PLUGIN.format(number=one)
        if one % 10 == 0:
            text = f'domains = ["paper{one}.com", "paper{one}.net"]\n{text}'
        file = folder / f"{one % 20:02}" / f"paper{one}_com.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")


def run(code: str, folders: list[str], cache: str) -> float:
    """The number that a fresh process prints."""
    command = [sys.executable, "-c", code, *folders]
    environment = {**os.environ, "CLEANER_CACHE": cache}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as base:
        crowd, cache = Path(base) / "plugins", f"{base}/cache"
        crowd.mkdir()
        generate(crowd, options.number)
        cold = run(START, [str(crowd)], cache)
        print(f"start-up, cold index, bundled + {options.number}: {cold:.1f} ms")
        for title, code, unit in MEASURES:
            pairs = [
                (run(code, [], cache), run(code, [str(crowd)], cache))
                for _ in range(options.rounds)
            ]
            few, many = (statistics.median(column) for column in zip(*pairs, strict=True))
            print(
                f"{title}: bundled {few:.2f} {unit}, with {options.number} more {many:.2f} {unit}"
                f" (ratio {many / few:.2f}, difference {many - few:.2f} {unit})"
            )


if __name__ == "__main__":
    main()
