"""Pages in, a drafted plugin and a corpus case out; nothing that exists is ever overwritten."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaner.errors import PluginError
from cleaner.host import Cleaner
from cleaner.io.formats import split
from cleaner.sites.directories import PluginDir, bundled_directory
from cleaner.sites.registry import SiteRegistry
from cleaner.sites.schema import FAMILIES, parse_site
from cleaner.workshop.draft import Draft, Sample, draft, draft_toml, read_samples
from cleaner.workshop.draft.plugin import domain_of
from cleaner.workshop.gold import DRAFT, Case, clean_case, record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_UNSAFE = re.compile(r"[^\w.-]+")
PAGES, GOLD, PROVENANCE = "pages", "gold", "manifest.jsonl"


@dataclass
class Made:
    """What came of the pages: files written, and what was left alone and why."""

    written: list[Path] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)


def families_of(plugins: Path) -> SiteRegistry:
    """The families of a plugin folder and the bundled ones, without any site."""
    folders = [folder / FAMILIES for folder in (plugins, bundled_directory())]
    here = dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir())
    return SiteRegistry([PluginDir(folder) for folder in here], cache=None)


def new(paths: Sequence[Path], plugins: Path, corpus: Path, url: str | None = None) -> Made:
    """Draft plugins from ``paths`` into ``plugins``, pages and draft gold into ``corpus``.

    The pages of one outlet make one plugin. A file that exists is left as it is.
    """
    made = Made()
    groups: dict[str, list[Sample]] = defaultdict(list)
    registry = families_of(plugins)
    for one in read_samples(paths, url, registry):
        if isinstance(one, tuple):
            made.left.append(one)
        elif domain := domain_of(one):
            groups[domain].append(one)
        else:
            made.left.append((one.path.name, "it does not say where it is from: give --url"))
    for samples in groups.values():
        drafted = draft(samples, registry)
        made.drafts.append(drafted)
        _plugin(drafted, plugins, registry, made)
    cleaner = Cleaner([plugins], entry_points=False) if plugins.is_dir() else Cleaner()
    for domain, samples in groups.items():
        for sample in samples:
            _case(sample, domain, corpus, cleaner, made)
    return made


def _plugin(drafted: Draft, plugins: Path, registry: SiteRegistry, made: Made) -> None:
    stem = drafted.stem
    for known in sorted(plugins.rglob(f"{stem}.*")) if plugins.is_dir() else ():
        made.left.append((str(known), "it exists; move it away to have it drafted anew"))
        return
    file = plugins / drafted.folder / f"{stem}.toml"
    text = draft_toml(drafted, str(file))
    try:
        parse_site(text, file, families=registry.family_names())
    except PluginError as error:  # ours to mend, and no reason to lose the rest
        made.left.append((str(file), f"the draft is not valid, please report it: {error}"))
        return
    _write(file, text.encode(), made)


def _case(sample: Sample, domain: str, corpus: Path, cleaner: Cleaner, made: Made) -> None:
    stem, _ = split(sample.path.name)
    name = f"{domain}/{_UNSAFE.sub('-', stem).strip('-') or 'page'}.html"
    page = corpus / PAGES / name
    if page.exists() and page.read_bytes() != sample.raw:
        made.left.append((str(page), "another page of this name stands there"))
        return
    if not page.exists():
        _write(page, sample.raw, made)
        if sample.sidecar:
            _write(page.with_name(f"{page.name}.url"), f"{sample.sidecar}\n".encode(), made)
        row = {"file": name, "domain": domain, "url": sample.page.url, "origin": "saved"}
        with (corpus / PROVENANCE).open("a", encoding="utf-8") as rows:
            rows.write(json.dumps(row, ensure_ascii=False) + "\n")
    gold = corpus / GOLD / domain / f"{page.stem}.json"
    if gold.exists():
        made.left.append((str(gold), "gold exists"))
        return
    case = Case(name, page, gold, None)
    drafted = {"file": name, DRAFT: True, **record(case, clean_case(cleaner, case))}
    _write(gold, (json.dumps(drafted, ensure_ascii=False, indent=1) + "\n").encode(), made)


def _write(path: Path, data: bytes, made: Made) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:  # never over what exists
        file.write(data)
    made.written.append(path)
