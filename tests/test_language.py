"""Language by letters, refined by what the page declares."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from cleaner.arabic.language import detect_language, direction

ARABIC = (
    "افتتحت البلدية صباح اليوم حديقة عامة في وسط المدينة بحضور عدد كبير من السكان إلى جانب الأهالي"
)
PERSIAN = "شهرداری صبح امروز پارک بزرگی را در مرکز شهر گشود و گروه زیادی از مردم در آن چرخ زدند"
DARI = "شاروالی کابل امروز پارک کلانی را در مرکز شهر باز کرد و مردم زیادی برای دیدن آن آمدند"
URDU = "شہر کی انتظامیہ نے آج صبح ایک بڑے پارک کا افتتاح کیا جس میں لوگوں کی بڑی تعداد موجود تھی"
PASHTO = "ښاروالۍ نن سهار په ښار کې یو لوی پارک پرانیست او ډېر خلک ورته راغلل چې وګوري"
KURDISH = "شارەوانی ئەمڕۆ باخچەیەکی گەورەی لە ناوەڕاستی شار کردەوە و خەڵکێکی زۆر هاتن"
TURKISH = "Belediye bu sabah şehir merkezinde büyük bir park açtı ve çok sayıda kişi geldi"
HEBREW = "העירייה פתחה הבוקר גן ציבורי גדול במרכז העיר"


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (ARABIC, "", "ar"),
        (ARABIC, "ar", "ar"),
        (ARABIC, "ar-EG", "ar-EG"),
        (ARABIC, "AR_eg", "ar-EG"),
        (ARABIC, "en-US", "ar"),  # what a theme declares by default
        (ARABIC, "fa", "ar"),
        (ARABIC.replace("ي", "ی", 2), "", "ar"),  # two letters of a Persian keyboard
        (PERSIAN, "", "fa"),
        (PERSIAN, "fa-IR", "fa-IR"),
        (PERSIAN.replace("ی", "ي").replace("ک", "ك"), "fa", "fa"),  # on an Arabic keyboard
        (DARI, "prs", "prs"),
        (DARI, "fa-AF", "fa-AF"),
        (URDU, "", "ur"),
        (PASHTO, "", "ps"),
        (KURDISH, "ar", "ckb"),
        (TURKISH, "tr", "tr"),
        (TURKISH, "", ""),
        (TURKISH, "ar", ""),
        (HEBREW, "en", "he"),
        ("", "fr", "fr"),
        ("", "", ""),
        ("123 !?", "zh_hans", "zh-hans"),
        ("", "x" * 10_000, ""),
        (TURKISH, "<script>", ""),
    ],
)
def test_language(text, declared, language):
    assert detect_language(text, declared) == language


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", "rtl"), ("fa-AF", "rtl"), ("ckb", "rtl"), ("he", "rtl"), ("tr", "ltr"), ("", "")],
)
def test_direction(language, expected):
    assert direction(language) == expected


@given(st.text(), st.text())
def test_any_text_and_any_declaration(text, declared):
    language = detect_language(text, declared)
    assert len(language) < 40
    assert direction(language) in ("rtl", "ltr", "")
