"""Where pages say they come from."""

import socket
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.segment.address import Address, recover_url, split_host, web_url

CHROME = "<!-- saved from url=(0033){} -->\n<html>"
SINGLEFILE = (
    "<!DOCTYPE html> <html dir=rtl><!--\n Page saved with SingleFile \n url: {} \n"
    " saved date: Mon Jan 05 2026 12:00:00 GMT+0200 (Eastern European Standard Time)\n--><head>"
)
HTTRACK = (
    "<html>\n<!-- Mirrored from www.example.com/a/b.html by HTTrack Website Copier/3.x "
    "[XR&CO'2014], Fri, 24 Jan 2020 10:11:12 GMT -->\n"
)
URL = "https://www.example.com/أخبار/1"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_order():
    told = {
        "given": "https://given.com/",
        "sidecar": "https://sidecar.com/",
        "warc": "https://warc.com/",
        "source": CHROME.format("https://saver.com/"),
        "canonical": "https://canonical.com/",
        "og_url": "https://og.com/",
        "jsonld_url": "https://jsonld.com/",
        "base": "https://base.com/",
        "directory": "directory.com/page.html",
    }
    bases = []
    while told:
        found = recover_url(**told)
        bases.append(found.basis)
        told.pop(next(iter(told)))
        assert len(found.warnings) == len(told)  # every later one is of another domain
    assert bases == [
        "given", "sidecar", "warc", "saver", "canonical", "og:url", "json-ld", "base", "directory",
    ]  # fmt: skip
    assert recover_url() == Address()


def test_disagreement_is_told_and_the_earlier_counts():
    found = recover_url(
        given="https://a.com/1", canonical="https://m.a.com/1", og_url="https://b.com/"
    )
    assert found.url == "https://a.com/1"
    assert found.warnings == ("given says the page is from a.com, og:url says b.com: given counts",)


def test_comments_of_savers():
    assert recover_url(CHROME.format(URL)).url == URL
    single = recover_url(SINGLEFILE.format(URL))
    assert (single.url, single.basis, single.captured) == (URL, "saver", date(2026, 1, 5))
    mirror = recover_url(HTTRACK)
    assert (mirror.url, mirror.captured) == ("https://www.example.com/a/b.html", date(2020, 1, 24))
    page_we = f'<html><head><meta name="savepage-url" content="{URL}">'
    assert recover_url(page_we).url == URL


def test_saver_s_comment_at_the_end_but_not_in_the_text():
    filler = "<p>نص</p>" * 3000
    assert recover_url(filler + CHROME.format(URL)).url == URL
    assert recover_url(filler + CHROME.format(URL) + filler).url is None


@pytest.mark.parametrize("url", ["about:internet", "file:///C:/a.html", "http://localhost/a"])
def test_addresses_of_this_machine_are_none(url):
    assert recover_url(CHROME.format(url), canonical=url, base=url) == Address()


def test_an_intranet_page_when_the_caller_says_so():
    assert recover_url(given="http://wiki.local:8080/a").url == "http://wiki.local:8080/a"
    assert recover_url(given="file:///a.html", canonical=URL).url == URL


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f"  {URL}\n", URL),
        ("//www.example.com/a", "https://www.example.com/a"),
        ("www.example.com/a", "https://www.example.com/a"),
        ("example.com:8080/a", "https://example.com:8080/a"),
        ("/a/1", "https://news.example.org/a/1"),
        (
            "https://web.archive.org/web/20200101000000id_/http://example.com/a",
            "http://example.com/a",
        ),
        (
            "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp",
            "https://www.example.com/amp",
        ),
        ("javascript:void(0)", None),
        ("mailto:a@example.com", None),
        ("http://com.eg/", None),
        ("http://192.168.1.1/a", None),
        ("http://[::1", None),
        ("https://example.com/<%= url %>", None),
        ("", None),
        (None, None),
    ],
)
def test_urls_as_pages_write_them(value, expected):
    assert web_url(value, "https://news.example.org/x/") == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("www.example.com/2020/a.html", "https://www.example.com/2020/a.html"),
        ("mirror/www.example.com.eg/index.html", "https://www.example.com.eg/"),
        ("C:\\saved\\example.com\\a\\b.html.gz", "https://example.com/a/b.html"),
        ("xn--mgbh0fb.xn--wgbh1c/a.html", "https://xn--mgbh0fb.xn--wgbh1c/a.html"),
        ("example.com", None),  # a file
        ("archive.zip/a.html", None),
        ("v1.2/a.html", None),
        ("a/b/c.html", None),
        ("com.eg/a.html", None),
    ],
)
def test_directories_named_like_a_domain(path, expected):
    found = recover_url(directory=path)
    assert found.url == expected
    assert found.basis == ("directory" if expected else "none")


@pytest.mark.parametrize(
    ("url", "host", "domain"),
    [
        ("https://WWW.Example.com.EG.:8443/a", "www.example.com.eg", "example.com.eg"),
        ("http://user:word@news.example.co.uk/", "news.example.co.uk", "example.co.uk"),
        ("https://مثال.مصر/أخبار", "xn--mgbh0fb.xn--wgbh1c", "xn--mgbh0fb.xn--wgbh1c"),
        ("https://xn--mgbh0fb.xn--wgbh1c/", "xn--mgbh0fb.xn--wgbh1c", "xn--mgbh0fb.xn--wgbh1c"),
        ("http://127.0.0.1/", "127.0.0.1", ""),
        ("http://localhost/", "localhost", ""),
        ("http://com.eg/", "com.eg", ""),
        ("file:///a/b.html", "", ""),
        ("about:blank", "", ""),
        ("www.example.com", "", ""),
        ("http://example.com:port/", "", ""),
    ],
)
def test_host_and_registrable_domain(url, host, domain):
    assert split_host(url) == (host, domain)


@given(st.text(), st.text(alphabet="htps:/.comxn-أ[]@%?#\\ \n"))
def test_any_text_is_borne(one, other):
    for text in (one, other):
        split_host(text)
        found = recover_url(text, given=text, canonical=text, base=text, directory=text)
        assert (found.url is None) == (found.basis == "none")
