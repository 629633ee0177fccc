"""WARC, MHTML, mirrors, ZIP and TAR: each member is accounted for, damage stays where it is."""

import io
import tarfile
import zipfile

import pytest
from archives import MORE, SENTENCE, http, members, noise, page, response, text, warc

from cleaner import Cleaner
from cleaner.batch import CleanInput
from cleaner.io import ReadOptions, Refused, inputs


def found(path, **options):
    return list(inputs([path], ReadOptions(**options)))


def told(items):
    return {
        item.id.rpartition(":")[2]: (item.status, item.reason)
        for item in items
        if isinstance(item, Refused)
    }


def cleaned(item):
    """Manifest row of an input, cleaned without plugins."""
    return CleanInput(Cleaner(entry_points=False), "jsonl", "")(item)


@pytest.fixture
def warc_file(tmp_path):
    pytest.importorskip("fastwarc", reason="the extra warc is not installed")

    def write(data, name="crawl.warc.gz"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def test_a_warc_gives_its_pages_with_address_and_day(warc_file):
    path = warc_file(members([warc("warcinfo", "", b"software: x\r\n"), response(1), response(2)]))
    items = found(path)
    assert [item.id for item in items] == ["crawl.warc.gz:1", "crawl.warc.gz:2"]
    payload = items[1].payload(items[1].raw())
    assert payload.warc == "https://www.example.com/news/2"
    assert str(payload.captured) == "2024-03-05"
    result = cleaned(items[1])
    assert result.row.status == "generic"
    assert b'"url_basis": "warc"' in result.record
    assert SENTENCE.strip() in result.record.decode()


def test_revisits_other_types_and_errors_are_skipped_by_name(warc_file):
    path = warc_file(
        members(
            [
                warc("request", "https://www.example.com/a", b"GET / HTTP/1.1\r\n\r\n"),
                warc("revisit", "https://www.example.com/a", http(b"")),
                warc(
                    "response", "https://www.example.com/a.png", http(b"\x89PNG", kind="image/png")
                ),
                warc("response", "https://www.example.com/b", http(b"", status="404 Not Found")),
                response(5),
            ]
        )
    )
    items = found(path)
    assert told(items) == {
        "1": ("skipped", "a revisit: the page stands elsewhere"),
        "2": ("skipped", "not HTML but image/png"),
        "3": ("skipped", "HTTP status 404"),
    }
    assert len(items) == 4


def test_the_charset_of_the_headers_counts(warc_file):
    plain = page().replace('<meta charset="utf-8">', "").encode("windows-1256")
    block = http(plain, kind="text/html; charset=windows-1256")
    (item,) = found(warc_file(members([warc("response", "https://www.example.com/a", block)])))
    assert SENTENCE.strip() in cleaned(item).record.decode()


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "chunked", "decoded already"])
def test_bodies_encoded_or_only_said_to_be(warc_file, encoding):
    import gzip
    import zlib

    body = page().encode()
    header = "Content-Encoding: gzip\r\n"
    if encoding == "gzip":
        body = gzip.compress(body)
    elif encoding == "deflate":
        body, header = zlib.compress(body), "Content-Encoding: deflate\r\n"
    elif encoding == "chunked":
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
        header = "Transfer-Encoding: chunked\r\n"
    block = http(body, more=header)
    (item,) = found(warc_file(members([warc("response", "https://www.example.com/a", block)])))
    assert cleaned(item).row.status == "generic"


def test_a_truncated_warc_names_the_record_that_breaks_off(warc_file):
    data = members([response(number) for number in range(5)])
    items = found(warc_file(data[:-300]))
    assert len(items) == 5
    ((name, (status, reason)),) = told(items).items()
    assert (name, status) == ("5", "failed")
    assert reason.startswith("Unreadable: ")


def test_a_plain_warc_may_break_off_too(warc_file):
    data = b"".join(response(number) for number in range(3))
    items = found(warc_file(data[:-500], "crawl.warc"))
    assert told(items)["3"][1].startswith("Unreadable: breaks off after")
    assert len(items) == 3


@pytest.mark.parametrize("packed", [True, False])
def test_behind_damage_reading_goes_on_at_the_next_record(warc_file, packed):
    records = [response(number) for number in range(6)]
    parts = [members([one]) if packed else one for one in records]
    parts[2] = b"\0" * len(parts[2]) if not packed else parts[2][:40] + b"\0" * (len(parts[2]) - 40)
    items = found(warc_file(b"".join(parts), "crawl.warc.gz" if packed else "crawl.warc"))
    failures = told(items)
    assert len(failures) == 1
    assert all(status == "failed" for status, _ in failures.values())
    urls = [item.target[-1] for item in items if not isinstance(item, Refused)]
    assert urls == ["0", "1", "3", "4", "5"]


def test_what_is_no_warc_is_one_failed_input(warc_file):
    items = found(warc_file(b"hello world " * 100))
    assert [item.status for item in items] == ["failed"]


def test_a_record_larger_than_the_limit_fails_alone(warc_file):
    big = warc("response", "https://www.example.com/a", http(b"x" * 300_000))
    items = found(warc_file(members([response(1), big, response(3)])), max_bytes=100_000)
    assert told(items)["2"][1].startswith("TooLarge: ")
    assert len(items) == 3


MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.example.com/news/9\r\n"
    "Subject: x\r\nDate: Tue, 5 Mar 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
    "----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://www.example.com/news/9\r\n\r\n{}\r\n"
    "----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0=\r\n"
    "----b--\r\n"
)


def test_mhtml_gives_its_page_and_the_address_its_saver_wrote(tmp_path):
    import quopri

    path = tmp_path / "saved.mhtml"
    path.write_bytes(MHTML.format(quopri.encodestring(page().encode()).decode()).encode())
    (item,) = found(path)
    result = cleaned(item)
    assert b'"url": "https://www.example.com/news/9", "url_basis": "saver"' in result.record
    assert SENTENCE.strip() in result.record.decode()


def test_mhtml_without_a_page_is_refused(tmp_path):
    path = tmp_path / "saved.mht"
    path.write_bytes(b"not MIME at all")
    (item,) = found(path)
    assert cleaned(item).row.reason.startswith("NotAPage: no part of it is HTML")


def test_a_singlefile_page_says_where_it_is_from(tmp_path):
    comment = (
        "<!--\n Page saved with SingleFile \n url: https://www.example.com/news/3 \n"
        " saved date: Tue Mar 05 2024 10:00:00 GMT+0000\n-->"
    )
    html = (
        page().replace("<!DOCTYPE html>", "<!DOCTYPE html> ").replace("<head>", f"{comment}<head>")
    )
    (tmp_path / "saved.html").write_text(html, "utf-8")
    (item,) = found(tmp_path / "saved.html")
    assert b'"url_basis": "saver"' in cleaned(item).record


def test_an_httrack_mirror_without_httracks_own_files(tmp_path):
    site = tmp_path / "mirror" / "www.example.com"
    site.mkdir(parents=True)
    cache = tmp_path / "mirror" / "hts-cache"
    cache.mkdir()
    (cache / "new.lst").write_text("x")
    (tmp_path / "mirror" / "hts-log.txt").write_text("HTTrack launched")
    (tmp_path / "mirror" / "cookies.txt").write_text("cookie")
    comment = (
        "<!-- Mirrored from www.example.com/news/4 by HTTrack Website Copier/3.x [XR&CO'2014], "
        "Tue, 05 Mar 2024 10:00:00 GMT -->"
    )
    (site / "4.html").write_text(page(head=comment), "utf-8")
    items = found(tmp_path / "mirror")
    reasons = {item.id: item.reason for item in items if isinstance(item, Refused)}
    assert reasons == {
        "cookies.txt": "HTTrack's own file",
        "hts-cache/new.lst": "unknown type .lst",
        "hts-log.txt": "HTTrack's own file",
    }
    (one,) = (item for item in items if not isinstance(item, Refused))
    assert b'"url": "https://www.example.com/news/4"' in cleaned(one).record


def test_a_wget_mirror_keeps_addresses_as_names(tmp_path):
    site = tmp_path / "www.example.com"
    site.mkdir()
    for name in ["news", "story.php?id=3", "view.aspx@id=4", "index.html?p=2"]:
        (site / name).write_text(page(), "utf-8")
    (site / "feed").write_text("<?xml version='1.0'?><rss/>")
    (site / "robots.txt").write_text("User-agent: *")
    (site / "style.css?v=2").write_text("<html>")
    items = found(tmp_path)
    pages = [item for item in items if not isinstance(item, Refused)]
    assert [item.id.rpartition("/")[2] for item in pages] == [
        "index.html?p=2",
        "news",
        "story.php?id=3",
        "view.aspx@id=4",
    ]
    assert len(items) == 7
    assert b'"domain": "example.com"' in cleaned(pages[1]).record


@pytest.fixture
def zipped(tmp_path):
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("www.example.com/a.html", page())
        archive.writestr("www.example.com/b.txt", text())
        archive.writestr("www.example.com/c.png", b"\x89PNG")
        archive.writestr("../../out.html", page())
        archive.writestr("__MACOSX/a.html", page())
    return path


def test_a_zip_gives_its_pages_and_names_the_rest(zipped):
    items = found(zipped)
    assert [(item.id, item.stem) for item in items] == [
        ("pages.zip:www.example.com/a.html", "pages/www.example.com/a.html"),
        ("pages.zip:www.example.com/b.txt", "pages/www.example.com/b.txt"),
        ("pages.zip:www.example.com/c.png", "pages/www.example.com/c.png"),
        ("pages.zip:../../out.html", "pages/out.html"),
        ("pages.zip:__MACOSX/a.html", "pages/__MACOSX/a.html"),
    ]
    assert told(items)["www.example.com/c.png"] == ("skipped", "unknown type .png")
    results = [cleaned(item) for item in items[:2]]
    assert [result.row.status for result in results] == ["generic", "generic"]
    assert MORE.strip()[:20] in results[1].record.decode()
    assert "سباق" not in results[1].record.decode().partition('"title"')[0]


def test_damage_in_a_zip_fails_one_member(zipped):
    data = bytearray(zipped.read_bytes())
    at = data.find(b"www.example.com/a.html") + 60
    data[at : at + 20] = b"\0" * 20
    zipped.write_bytes(data)
    failures = told(found(zipped))
    assert failures["www.example.com/a.html"][0] == "failed"
    assert len([1 for status, _ in failures.values() if status == "failed"]) == 1


def test_a_truncated_zip_is_one_failed_input(zipped):
    zipped.write_bytes(zipped.read_bytes()[:-40])
    (item,) = found(zipped)
    assert item.reason.startswith("Unreadable: no ZIP archive, or truncated")


def tarred(path, names=("a.html", "b.html", "c.html"), mode="w:gz"):
    with tarfile.open(path, mode) as archive:
        for number, name in enumerate(names):
            data = (page(number=number) + f"<!--{noise(4000, number).hex()}-->").encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def test_a_tar_is_read_once_through(tmp_path):
    items = found(tarred(tmp_path / "pages.tar.gz", ["a.html", "a.html", "b.htm"]))
    assert [item.id for item in items] == [
        "pages.tar.gz:a.html",
        "pages.tar.gz:a.html#2",
        "pages.tar.gz:b.htm",
    ]
    assert len({item.stem for item in items}) == 3
    assert cleaned(items[2]).row.status == "generic"


@pytest.mark.parametrize("name", ["pages.tar", "pages.tgz"])
def test_a_truncated_tar_keeps_what_came_before(tmp_path, name):
    path = tarred(tmp_path / name, mode="w" if name.endswith("tar") else "w:gz")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * 0.45)])
    items = found(path)
    failed = [item for item in items if isinstance(item, Refused) and item.status == "failed"]
    assert len(failed) == 1
    assert any(not isinstance(item, Refused) for item in items)


def test_a_large_member_fails_alone(tmp_path):
    items = found(tarred(tmp_path / "pages.tar"), max_bytes=2_000)
    assert [item.reason.split(":")[0] for item in items] == ["TooLarge"] * 3
