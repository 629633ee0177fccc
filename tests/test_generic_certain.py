"""Pages nobody knows: headlines, kickers and listings, whatever the network makes of them."""

import pytest

import cleaner

PROSE = (
    "The town opened its new footbridge on Monday, after two years of work, and the first "
    "walkers crossed it in heavy rain. The council said that it had cost less than planned. "
)
LATER = (
    "Residents of both banks had asked for the bridge since the flood, when the road was closed "
    "for a month; shops on the market square hope for visitors again, and so does the ferry."
)
HEADLINE = "Footbridge opened in the rain"


@pytest.fixture(scope="module")
def plain():
    """A Cleaner that knows no site."""
    return cleaner.Cleaner(entry_points=False, sites=False)


def story(over="", between="", title=f"The Paper - {HEADLINE}"):
    return (
        f"<html lang=en><head><title>{title}</title></head><body><div class=story>{over}"
        f"<h1>{HEADLINE}</h1><div class=text><p>{PROSE * 2}</p>{between}<p>{LATER}</p>"
        f"<p>{PROSE}{LATER}</p></div></div></body></html>"
    )


def removed(article):
    return {one.text: (one.label, one.rule) for one in article.removed}


def test_the_headline_is_a_title_and_no_text(plain):
    article = plain.clean(story())
    assert removed(article)[HEADLINE][0] == "title"
    assert article.text.startswith(PROSE.strip())


def test_a_kicker_stands_right_over_the_headline(plain):
    kicker = "The mayor at the opening:"
    article = plain.clean(story(over=f"<div>{kicker}</div>"))
    assert removed(article)[kicker][0] == "other"
    assert article.text == plain.clean(story()).text


def test_a_listing_between_paragraphs_is_text(plain):
    listing = "SELECT town, bridge FROM crossings WHERE opened = 1 ORDER BY town"
    article = plain.clean(story(between=f"<pre>{listing}</pre>"))
    assert listing in article.text


def test_what_is_removed_as_certain_says_why(plain):
    [headline] = [one for one in plain.clean(story()).removed if one.label == "title"]
    assert headline.plugin == "generic"
    assert headline.reason
