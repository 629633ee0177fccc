"""The profile of an article: made when asked for, from outlets, raters and registered signals."""

import copy
import gc
import json
import pickle
from dataclasses import replace

import pytest

import cleaner
from cleaner.model.profile import Judgement, Profile, Signal
from cleaner.profile.jsonld import news_article
from cleaner.profile.ratings import RaterForm

PLUGIN = """
[outlet]
name = { ar = "صحيفة المثال", en = "Example" }
country = "EG"
type = "newspaper"

[article]
root = ["article"]

[[evidence]]
source = "a register"
date = 2025-07-01
fields = ["outlet.name", "outlet.country", "outlet.type"]
confidence = "high"
"""
HTML = """<html lang="ar"><body><article><h1>عنوان الخبر في هذا اليوم</h1>
<p>اجتمع مجلس المدينة صباح اليوم لمناقشة خطة تطوير الحدائق العامة في الأحياء الشمالية.</p>
<p>وأوضح المجلس أن الخطة تشمل زراعة أشجار جديدة وصيانة الملاعب القديمة خلال هذا العام.</p>
</article></body></html>"""
URL = "https://example-news.com/a"
FILES = {"example-news_com.toml": PLUGIN}


class Signals:
    """A plugin that counts commas, and one that fails."""

    @cleaner.hookimpl
    def register_signals(self, register):
        register(commas)
        register(broken)
        register(strange)


def commas(article, page):
    assert page.tree is None
    return [Signal("commas", article.text.count("،"), "sourcing")]


def broken(article, page):
    raise ZeroDivisionError("x")


def strange(article, page):
    return ["nothing"]


class Raters:
    """A plugin that brings a rater and the form of a rater's file."""

    name = "Me"

    @cleaner.hookimpl
    def register_raters(self, register):
        register(self)
        register(
            RaterForm(
                name="Stars", domain="site", value="stars", scale="1..5", range=(1, 5), cuts=(2, 4)
            )
        )

    def judge(self, domain):
        if domain == "example-news.com":
            yield Judgement("Me", domain, domain, "fine", "fine or not", "2026", "high")


@pytest.fixture
def with_plugin(monkeypatch, plugins):
    """A Cleaner with one more installed package."""

    def make(plugin, **options):
        from cleaner.relay import Relay

        old = Relay.load_installed

        def load(relay):
            old(relay)
            relay.manager.register(plugin, "stranger")

        monkeypatch.setattr(Relay, "load_installed", load)
        return plugins(FILES, entry_points=True, **options)

    return make


def test_hook_register_signals(with_plugin):
    profile = with_plugin(Signals()).clean(HTML, url=URL).profile
    assert Signal("commas", 0, "sourcing") in profile.signals
    told = " ".join(profile.warnings)
    assert "signals of broken failed: ZeroDivisionError" in told
    assert "signals of strange failed: TypeError" in told


def test_hook_register_raters(with_plugin, tmp_path):
    file = tmp_path / "stars.csv"
    file.write_text("site,stars\nexample-news.com,1\n")
    profile = with_plugin(Raters(), ratings=file).clean(HTML, url=URL).profile
    assert [(one.rater, one.band) for one in profile.judgements] == [
        ("Stars", "low"),
        ("Me", "high"),
    ]
    assert profile.agreement.state == "disagree"


def test_what_is_no_rater_is_refused(with_plugin):
    class Bad:
        @cleaner.hookimpl
        def register_raters(self, register):
            register("a text")

    cleaner_ = with_plugin(Bad())
    assert "register_raters failed" in str(cleaner_.registry.refused[-1])
    assert cleaner_.clean(HTML, url=URL).status == "ok"


# -- the profile of an article


@pytest.fixture
def article(plugins):
    return plugins(FILES).clean(HTML, url=URL)


def test_publisher_origin_claims_and_coverage(article):
    profile = article.profile
    assert (profile.publisher.outlet, profile.publisher.basis) == ("example-news_com", "given")
    assert (profile.publisher.kind, profile.publisher.country) == ("newspaper", "EG")
    assert (profile.origin.domain, profile.origin.basis) == ("example-news.com", "default")
    assert {claim.predicate for claim in profile.claims} == {"name", "country", "type"}
    assert all(claim.source.name for claim in profile.claims)
    known = {one.axis: (one.known, one.applicable) for one in profile.coverage}
    assert known["identity"] == (3, 14)
    assert known["outside"] == (0, 0)


def test_the_profile_is_made_once_and_only_when_asked(article):
    calls = []

    def made(one):
        calls.append(one)
        return Profile(warnings=("made",))

    lazy = replace(article, profiler=made)
    assert not calls
    assert lazy.profile.warnings == lazy.profile.warnings == ("made",)
    assert len(calls) == 1


def test_an_edited_copy_gets_a_profile_of_its_own(article):
    before = article.profile
    edited = replace(article, text="المصدر: وكالة")
    assert edited.profile is not before
    assert article.profile is before


def test_an_article_keeps_no_tree(plugins):
    cleaner = plugins(FILES)
    assert cleaner.clean(HTML, url=URL).profiler.keywords["page"] is None
    cleaner.sources.register_signals(lambda article, page: ())
    page = cleaner.clean(HTML, url=URL).profiler.keywords["page"]
    assert page.tree is None
    assert page.source == ""
    assert not any(
        type(one).__module__.startswith(("selectolax", "lxml"))
        for one in gc.get_referents(page, *gc.get_referents(page))
    )


def test_articles_are_pickled_and_copied_with_their_profile(article):
    for other in (pickle.loads(pickle.dumps(article)), copy.copy(article)):
        assert other == article
        assert other.profile == article.profile
    assert pickle.loads(pickle.dumps(article)).profiler is None


def test_an_article_made_by_hand_has_an_empty_profile():
    article = cleaner.Article("ok")
    assert article.profile == Profile()
    assert article.to_dict()["profile"]["publisher"]["basis"] == "unknown"


def test_the_record_has_the_profile_without_claims(article):
    profile = json.loads(json.dumps(article.to_dict()))["profile"]
    assert "claims" not in profile
    assert profile["coverage"]["identity"]["known"] == 3
    whole = json.loads(json.dumps(article.profile.to_dict(claims=True)))
    assert whole["criteria"]["identity"]["country"] == "known"
    assert whole["claims"][0]["observed_on"] == "2025-07-01"


def test_a_look_alike_is_warned_of(bundled):
    article = bundled.clean(HTML, url="https://www.aijazeera.com/a")
    assert article.outlet is None
    assert article.profile.publisher.outlet == ""
    assert any("aljazeera.com" in told for told in article.profile.warnings)


def test_ratings_of_the_origin_are_not_the_publishers(plugins, tmp_path):
    """A credited report: raters are asked about both, agreement is the origin's."""
    other = PLUGIN.replace("صحيفة المثال", "صحيفة النموذج").replace(
        'en = "Example"', 'en = "Model"'
    )
    file = tmp_path / "r.csv"
    file.write_text(
        "domain,rater,value,band\nexample-news.com,me,1,low\nmodel-news.com,me,5,high\n"
    )
    made = plugins({**FILES, "model-news_com.toml": other}, ratings=file)
    html = HTML.replace("</article>", "<p>المصدر: صحيفة النموذج</p></article>")
    profile = made.clean(html, url=URL).profile
    assert profile.origin.domain == "model-news.com"
    assert {one.subject for one in profile.judgements} == {"example-news.com", "model-news.com"}
    assert profile.agreement.subject == "model-news.com"
    assert profile.agreement.bands == (("me", "high"),)


def test_a_cleaner_with_ratings_and_policy_can_be_pickled(plugins, tmp_path):
    file = tmp_path / "r.csv"
    file.write_text("domain,rater,value\nexample-news.com,me,5\n")
    policy = tmp_path / "p.toml"
    policy.write_text('[[rule]]\nname = "all"\nwhen = "true"\nthen = "flag"\n')
    made = pickle.loads(pickle.dumps(plugins(FILES, ratings=file, policy=policy)))
    article = made.clean(HTML, url=URL)
    assert article.decision.reasons == ("all",)
    assert [one.rater for one in article.profile.judgements] == ["me"]


def test_an_article_as_json_ld(plugins):
    """A re-published report: published here, based on what it credits."""
    other = PLUGIN.replace("صحيفة المثال", "صحيفة النموذج").replace(
        'en = "Example"', 'en = "Model"'
    )
    made = plugins({**FILES, "model-news_com.toml": other})
    html = HTML.replace("</article>", "<p>المصدر: صحيفة النموذج</p></article>")
    found = news_article(made.clean(html, url=URL))
    assert found["@type"] == "NewsArticle"
    assert found["publisher"]["url"] == "https://example-news.com/"
    assert found["sourceOrganization"]["url"] == "https://model-news.com/"
    assert "النموذج" in found["creditText"]
    assert "author" not in found, "unknown has no property"
    own = news_article(made.clean(HTML, url=URL))
    assert "sourceOrganization" not in own
