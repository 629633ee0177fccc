"""Thousands of plugins: what is looked at, opened and compiled, counted instead of timed."""

from pathlib import Path

import pytest

from cleaner.sites import PluginDir, SiteRegistry, index, schema, selectors

MANY = 5_000


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """Folders with 5 and with 5,000 plugins, and a cache that knows both."""
    base = tmp_path_factory.mktemp("crowd")
    for count in (5, MANY):
        for number in range(count):
            folder = base / str(count) / f"{number % 20:02}"
            folder.mkdir(parents=True, exist_ok=True)
            text = f'[article]\nroot = ["#a{number}"]\n[remove]\nad = [".ad", ".banner"]\n'
            if number % 10 == 0:
                text = f'domains = ["paper{number}.com", "paper{number}.net"]\n{text}'
            (folder / f"paper{number}_com.toml").write_text(text)
        SiteRegistry([PluginDir(base / str(count))], cache=base / "cache")
    return base


@pytest.fixture
def counts(monkeypatch):
    """How often files are opened, plugins read, and selectors checked."""
    seen = {"opened": 0, "read": 0, "selectors": 0}

    def count(owner, name, what):
        real = getattr(owner, name)

        def counting(*arguments, **options):
            seen[what] += 1
            return real(*arguments, **options)

        monkeypatch.setattr(owner, name, counting)

    count(Path, "read_bytes", "opened")
    count(schema, "parse_site", "read")
    count(selectors, "_css_problem", "selectors")
    return seen


class CountingDict(dict):
    """A dict that counts look-ups and cannot be searched."""

    probes = 0

    def __iter__(self):
        raise AssertionError("a page must not look at all plugins")

    keys = values = items = __iter__

    def get(self, key, default=None):
        self.probes += 1
        return super().get(key, default)


def start(crowd, count):
    return SiteRegistry([PluginDir(crowd / str(count))], cache=crowd / "cache")


def test_a_warm_start_opens_the_index_and_no_plugin(crowd, counts):
    registry = start(crowd, MANY)
    assert len(registry.refs()) == MANY
    assert counts == {"opened": 1, "read": 0, "selectors": 0}


def test_one_new_plugin_costs_one_look(crowd, counts):
    new = crowd / str(MANY) / "00" / "brandnew_com.toml"
    new.write_text('domains = ["brandnew.com"]\n')
    registry = start(crowd, MANY)
    assert counts == {"opened": 2, "read": 0, "selectors": 0}
    assert registry.find("brandnew.com")
    new.unlink()
    start(crowd, MANY)


@pytest.mark.parametrize("host", ["www.paper3.com", "a.b.c.paper4.com", "news.nowhere.org"])
def test_a_page_costs_the_same_among_five_and_five_thousand(crowd, counts, host):
    costs = []
    for count in (5, MANY):
        registry = start(crowd, count)
        registry._claims = CountingDict(registry._claims)
        counts.update(opened=0, read=0, selectors=0)
        site = registry.site(host)
        assert (site is None) == host.endswith("nowhere.org")
        assert registry._claims.probes <= host.count(".") + 1
        for family in (None, *registry.families()):
            registry.resolve(site, family)
        costs.append((registry._claims.probes, dict(counts)))
    assert costs[0] == costs[1]


def test_the_second_page_of_a_site_reads_and_compiles_nothing(crowd, counts):
    registry = start(crowd, MANY)
    first = registry.resolve(registry.site("paper7.com"))
    counts.update(opened=0, read=0, selectors=0)
    assert registry.resolve(registry.site("www.paper7.com")) is first
    assert counts == {"opened": 0, "read": 0, "selectors": 0}


def test_other_plugins_change_nothing_for_a_domain(crowd):
    few, many = start(crowd, 5), start(crowd, MANY)
    for number in range(5):
        host = f"paper{number}.com"
        assert few.resolve(few.site(host)).layouts == many.resolve(many.site(host)).layouts


def test_the_index_is_the_only_thing_kept_of_a_plugin(crowd):
    entries, errors = index.index(crowd / str(MANY), None)
    assert len(entries) == MANY
    assert errors == []
    assert sum(len(entry.domains) for entry in entries) == MANY + MANY // 10
