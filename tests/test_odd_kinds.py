"""Articles of an odd kind, and things that are none, by what a page's JSON-LD says of itself."""

import json

import pytest

TEXT = "The town opened its new footbridge on Monday, and the first walkers crossed it in rain. "


def clean(one, *nodes, text=TEXT * 8):
    told = "".join(
        f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes
    )
    return one.clean(
        f"<html><head>{told}</head><body><article><p>{text}</p></article></body></html>"
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("LiveBlogPosting", "a live blog"),
        ("DiscussionForumPosting", "a thread of a forum"),
        ("QAPage", "a question with its answers"),
    ],
)
def test_an_article_of_an_odd_kind_is_one_and_a_warning_tells(bundled, name, told):
    article = clean(bundled, {"@type": name})
    assert article.status == "generic"
    assert [warning for warning in article.warnings if told in warning]
    assert clean(bundled, {"@type": "NewsArticle"}).warnings == ()


@pytest.mark.parametrize("stated", [False, "False"])
def test_a_teaser_before_a_paywall(bundled, stated):
    node = {"@type": "NewsArticle", "isAccessibleForFree": stated}
    [warning] = clean(bundled, node).warnings
    assert warning.startswith("a paywall")
    assert clean(bundled, node, text=TEXT * 40).warnings == ()
    assert clean(bundled, node | {"isAccessibleForFree": True}).warnings == ()


@pytest.mark.parametrize("name", ["Product", "ImageGallery", "ProfilePage", "SearchResultsPage"])
def test_a_thing_that_is_no_article_needs_a_text_to_be_taken_for_one(bundled, name):
    short = clean(bundled, {"@type": name}, text=TEXT * 2)
    assert (short.status, short.reason) == ("not-article", f"the page calls itself {name}")
    assert clean(bundled, {"@type": name}).status == "generic"
    assert clean(bundled, {"@type": name}, {"@type": "Article"}, text=TEXT * 2).status == "generic"
