"""Character sets of saved pages and texts, declared, undeclared and misdeclared."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import NotAPage, NotDecodable, PageError
from cleaner.segment.charset import decode

ARABIC = "هذا نص قصير للتجربة، كُتب ليختبر الترميز فقط؛ فيه أرقام 123 وعلامة استفهام؟ وكلمة «Test»."
PERSIAN = "این متن کوتاه برای آزمایش است، پس چیزی در آن گفته نمی شود؛ گزارش ژاله"
PAGE = '<html><head><meta charset="{}"><title>تجربة</title></head><body><p>{}</p></body></html>'


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "iso-8859-1", "x-unknown", "none"])
def test_arabic_pages_whatever_they_declare(charset, declared):
    page = PAGE.format(declared, ARABIC)
    found = decode(page.encode(charset))
    assert (found.text, found.replaced, found.warnings) == (page, 0, ())
    assert decode(page.encode(charset), f"text/html; charset={declared}").text == page


@pytest.mark.parametrize("text", [ARABIC, "الخبر", "و قال"])
def test_undeclared_windows_1256_text(text):
    found = decode(text.encode("cp1256"))
    assert (found.text, found.basis) == (text, "windows-1256")


def test_persian_in_windows_1256():
    # ی has no place in it; those pages are typed with ي
    text = PERSIAN.replace("ی", "ي")
    assert decode(text.encode("cp1256")).text == text


@pytest.mark.parametrize("mark", [True, False])
@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ARABIC, PAGE.format("utf-16", ARABIC)])
def test_utf_16_with_and_without_mark(text, charset, mark):
    raw = ("\ufeff" * mark + text).encode(charset)
    assert decode(raw).text == text
    assert decode(raw).charset == charset


def test_byte_order_mark_is_no_text():
    found = decode(b"\xef\xbb\xbf" + ARABIC.encode())
    assert (found.text, found.basis) == (ARABIC, "bom")


def test_file_cut_off_inside_a_character():
    raw = ARABIC.removesuffix("».").removesuffix("Test").encode() + "ة".encode()[:1]
    found = decode(raw)
    assert found.charset == "utf-8"
    assert found.text.endswith("«\ufffd")
    assert found.replaced == 1
    assert "1 broken" in found.warnings[0]


def test_stray_bytes_in_utf_8_are_counted():
    raw = (ARABIC * 5).encode() + b"\xff\xc7 " + ARABIC.encode()
    found = decode(raw, "windows-1256")
    assert (found.charset, found.replaced) == ("utf-8", 2)
    assert found.text.endswith(ARABIC)


def test_replacement_characters_of_the_author_do_not_count():
    found = decode((ARABIC + "\ufffd" + ARABIC * 3).encode() + b"\xff")
    assert found.replaced == 1


def test_latin_page_with_a_windows_space():
    assert decode(b"<p>abc\xa0def</p>", "iso-8859-1").text == "<p>abc\xa0def</p>"


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Une journée d'été à Beyrouth, où les élèves étaient déjà rentrés", "iso-8859-1"),
        ("Türkiye'de şiddetli yağış ve fırtına bekleniyor", "windows-1254"),
        ("Это короткий текст для проверки кодировки", "windows-1251"),
        ("זהו טקסט קצר לבדיקת הקידוד", "windows-1255"),
        ("这是一个用于测试编码的简短文本", "gbk"),
        (ARABIC.replace("«Test»", "Test"), "iso-8859-6"),
    ],
)
def test_declared_charsets_are_believed(text, charset):
    for raw, outside in (
        (text.encode(charset), charset),
        (
            f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'.encode()
            + text.encode(charset),
            None,
        ),
        (f'<?xml version="1.0" encoding="{charset}"?>'.encode() + text.encode(charset), None),
    ):
        found = decode(raw, outside)
        assert found.text.endswith(text)
        assert found.basis == "declared"


def test_undeclared_iso_8859_6_is_not_taken_for_windows_1256():
    text = "هذا النص العربي القصير مكتوب للتجربة والاختبار في المجموعة القديمة"
    assert decode(text.encode("iso-8859-6")).text == text


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG"),
        (b"PK\x03\x04" + bytes(40), "ZIP"),
        (b"\x1f\x8b\x08" + bytes(40), "gzip"),
        (bytes(1000), "binary"),
        (random.Random(1).randbytes(5000), "binary"),
    ],
)
def test_binary_files_are_named(raw, what):
    with pytest.raises(NotAPage, match=what):
        decode(raw)


def test_bytes_that_are_no_text_in_any_charset():
    raw = random.Random(2).randbytes(20_000).translate(None, bytes(range(0x20)) + b"\x7f")
    with pytest.raises(NotDecodable):
        decode(raw)


def test_empty_input():
    assert decode(b"").text == ""


@given(st.text().filter(lambda text: "\x00" not in text))
def test_utf_8_is_read_back(text):
    raw = text.encode()
    try:
        assert decode(raw).text == text.removeprefix("\ufeff")
    except NotAPage:
        assert any(ord(char) < 0x20 or char == "\x7f" for char in text) or raw.isascii()


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "windows-1256", "gbk", "zip", ""]))
def test_any_bytes_give_text_or_a_page_error(raw, declared):
    try:
        found = decode(raw, declared)
    except PageError:
        return
    assert isinstance(found.text, str)
    assert found.replaced >= 0
