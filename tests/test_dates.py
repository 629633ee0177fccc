"""Dates as outlets write them, and what must not be read as one."""

from datetime import date, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.arabic.calendars import to_gregorian
from cleaner.arabic.date_words import months, table
from cleaner.arabic.dates import date_from_url, find_dates, normalise_iso, parse_date, zone_for
from cleaner.arabic.fold import fold


def iso(text, country=None, **more):
    found = parse_date(text, country=country, **more)
    return found and found.iso


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        # youm7: no summer time in Egypt in 2020, summer time again from 2023
        ("الإثنين، 24 أغسطس 2020 09:23 ص", "EG", "2020-08-24T09:23:00+02:00"),
        ("الإثنين، 24 يونيو 2024 09:23 م", "EG", "2024-06-24T21:23:00+03:00"),
        # almadenahnews: both names of the month, words before and behind
        ("تم نشره الجمعة 24 نيسان / أبريل 2020 09:22 مساءً", "JO", "2020-04-24T21:22:00+03:00"),
        ("17 مارس/ آذار 2020", "SD", "2020-03-17"),
        ("1 يناير/كانون الثاني 2020", "QA", "2020-01-01"),
        ("25 مايو (أيار) 2020", "GB", "2020-05-25"),
        ("30 كانون الثاني يناير 2021", "LB", "2021-01-30"),
        # assabah: Tunisian names
        ("الجمعة 8 فيفري 2019", "TN", "2019-02-08"),
        ("21 أوت 2020 - 10:15", "DZ", "2020-08-21T10:15:00+01:00"),
        # hespress: Moroccan names; a comment count behind the time
        ("14 غشت 2021", "MA", "2021-08-14"),
        ("الأربعاء 22 أكتوبر 2025 - 17:56 9", "MA", "2025-10-22T17:56:00+01:00"),
        # alyaum: Arabic-Indic digits, time first
        ("٠٢:٠٠ الثلاثاء ١ / ١٢ / ٢٠٢٠", "SA", "2020-12-01T02:00:00+03:00"),
        ("الأحد، 04 آب/اغسطس 2013 02:21 (GMT+0400)", None, "2013-08-04T02:21:00+04:00"),
        # sputnik: the zone before the time, the time before the date
        ("GMT 17:27 17.03.2020", None, "2020-03-17T17:27:00+00:00"),
        ("13 سبتمبر 2023 - 6:30 صباحًا", "SA", "2023-09-13T06:30:00+03:00"),
        ("03 يونيو 2020م", "AE", "2020-06-03"),
        ("2026-01-08 | 12:42", "LB", "2026-01-08T12:42:00+02:00"),
        ("16/7/2024", "QA", "2024-07-16"),
        ("أغسطس 24, 2020", "EG", "2020-08-24"),
        ("November 9, 2020", "LB", "2020-11-09"),
        ("24-أغسطس-2020", "EG", "2020-08-24"),
        ("2020-11-09", None, "2020-11-09"),
        ("24/8/2020 الساعة 9 مساءً", "EG", "2020-08-24T21:00:00+02:00"),
        ("24/8/2020 12:05 ص", "EG", "2020-08-24T00:05:00+02:00"),
        ("24/8/2020 12:05 م", "EG", "2020-08-24T12:05:00+02:00"),
        ("24/8/2020 1:30 ظهرا", "EG", "2020-08-24T13:30:00+02:00"),
        ("24/8/2020 17:27 م", "EG", "2020-08-24T17:27:00+02:00"),
        ("24/8/2020 10:30 بتوقيت مكة المكرمة", "US", "2020-08-24T10:30:00+03:00"),
        ("12 الماء 2005", "LY", "2005-05-12"),
        # Persian, Dari
        ("2 تير 1399 - 12:09:08 ب.ظ", "IR", "2020-06-22T12:09:08+04:30"),
        ("۱۳ تیر ۱۳۹۹", "IR", "2020-07-03"),
        ("سه\u200cشنبه ۲۹ بهمن ۱۳۹۸ - ۰۶:۵۵", "IR", "2020-02-18T06:55:00+03:30"),
        ("قوس ۱۳, ۱۴۰۱", "AF", "2022-12-04"),
        ("۱۴۰۳/۱۱/۰۵", "IR", "2025-01-24"),
        # other languages of the region
        ("9 جولائی 2021", "PK", "2021-07-09"),
        ("3 Haziran 2020 Çarşamba 14:05", "TR", "2020-06-03T14:05:00+03:00"),
        ("03.07.2024 - 18:24", "TR", "2024-07-03T18:24:00+03:00"),
        ("Mercredi 3 juin 2020 à 18h30", "TN", "2020-06-03T18:30:00+01:00"),
        ("Jun 3rd, 2020", None, "2020-06-03"),
        ("Wed Jun 03 2020 12:00:00 GMT+0300 (AST)", None, "2020-06-03T12:00:00+03:00"),
    ],
)
def test_dates_as_outlets_show_them(text, country, expected):
    assert iso(text, country) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("31 يونيو 2020", "AE"),
        ("30 فبراير 2021", "EG"),
        ("2 فبراير 1399", "IR"),
        ("30 اسفند 1400", "IR"),  # no leap year
        ("31 شوال 1436 هـ", "SA"),
        ("2020", "EG"),
        ("أغسطس 2020", "EG"),
        ("24 أغسطس", "EG"),
        ("منذ 3 ساعات", "EG"),
        ("12 نيسان/مايو 2020", "LB"),
        ("19 -23 شتنبر 2025", "MA"),
        ("14 - 15 / 10 /1436هـ", "SA"),
        ("العام 1436 / 1437هـ", "SA"),
        ("2020/24/08", "EG"),
        ("1441/10/11", None),  # no era, no country: Hijri or Jalali
        ("1441/10/11", "EG"),
        ("24/8/20", "EG"),
        ("10.0.12.2020", "EG"),
        ("هاتف 2020-11-09-77", "EG"),
        ("12 الماء 2005", "EG"),
        ("الأربعاء 09/01/2020", "EG"),  # neither 9 January nor 1 September
        ("", "EG"),
    ],
)
def test_no_date_is_better_than_a_guess(text, country):
    assert parse_date(text, country=country) is None


def test_order_of_day_and_month():
    assert iso("3/4/2020", "EG") == iso("3/4/2020") == "2020-04-03"
    assert iso("3/4/2020", "US") == "2020-03-04"
    assert iso("3/4/2020", language="en") is None
    assert iso("25/4/2020", language="en") == "2020-04-25"
    assert iso("Wednesday 3/4/2020", language="en") == "2020-03-04"
    assert iso("Friday 3/4/2020", language="en-US") == "2020-04-03"


def test_hijri_dates():
    assert iso("26 شوال 1436 هـ", "SA") == "2015-08-11"
    assert iso("20/ 3/ 1432هـ.", "SA") == "2011-02-23"
    assert iso("12 جمادى الآخرة 1445هـ") == "2023-12-25"
    assert iso("11/10/1441", "SA") == iso("1441/10/11 هـ") == "2020-06-03"
    assert parse_date("26 شوال 1436 هـ").calendar == "hijri"


def test_hijri_month_by_sighting_follows_the_weekday():
    # Umm al-Qura has a Tuesday; in a country a day behind the same date is a Wednesday
    assert iso("الثلاثاء 26 شوال 1436 هـ") == "2015-08-11"
    assert iso("الأربعاء 26 شوال 1436 هـ") == "2015-08-12"
    assert iso("السبت 26 شوال 1436 هـ") is None


@pytest.mark.parametrize(
    "text",
    [
        "الرياض 26 شوال 1436 هـ الموافق 11 اغسطس 2015 م",
        "11 أغسطس 2015 م الموافق 26 شوال 1436 هـ",
        "1436/10/26 هـ - 2015/08/11 م",
    ],
)
def test_gregorian_wins_where_both_stand(text):
    found = find_dates(text, country="SA")
    assert [(one.iso, one.calendar) for one in found] == [("2015-08-11", "gregorian")]


def test_time_of_the_pair_is_kept():
    text = "11 أغسطس 2015 الموافق 26 شوال 1436 هـ - 10:30 ص"
    assert iso(text, "SA") == "2015-08-11T10:30:00+03:00"


def test_update_is_no_publication():
    text = "آخر تحديث: 5 يناير 2021 - نشر: 4 يناير 2021 الساعة 9 مساءً"
    assert iso(text, "EG") == "2021-01-04T21:00:00+02:00"
    cnn = parse_date("الأحد، 04 آب/اغسطس 2013، آخر تحديث 02:21 (GMT+0400)")
    assert cnn.updated
    assert parse_date("Son Güncelleme : 30.04.2024 - 16:49").updated
    assert not parse_date("نشر في 4 يناير 2021").updated


def test_each_date_has_its_own_time():
    text = "نشر: 3 يوليو 2024 - 11:05 ص | آخر تحديث: 4 يوليو 2024 - 1:15 م"
    found = find_dates(text, country="EG")
    assert [one.iso for one in found] == ["2024-07-03T11:05:00+03:00", "2024-07-04T13:15:00+03:00"]
    assert [one.updated for one in found] == [False, True]


def test_a_time_behind_other_words_is_not_the_date_s():
    assert iso("24 أغسطس 2020 تبدأ المباراة 21:00", "EG") == "2020-08-24"


def test_span_covers_weekday_era_and_time():
    text = "نُشر: الجمعة 24 نيسان 2020م - 09:22 مساءً | رياضة"
    found = parse_date(text, country="JO")
    assert text[found.start : found.end] == "الجمعة 24 نيسان 2020م - 09:22 مساءً"
    assert found.precision == "minute"


def test_zone_is_the_outlet_s_else_none():
    text = "24/8/2020 09:23"
    assert iso(text) == iso(text, "RU") == "2020-08-24T09:23:00"
    assert iso(text, "EG", zone="Europe/London") == "2020-08-24T09:23:00+01:00"
    assert zone_for("eg") == ZoneInfo("Africa/Cairo")
    with pytest.raises(ValueError, match="Mars/Olympus"):
        parse_date(text, zone="Mars/Olympus")


# -- machines ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2020-11-09T18:34:47+00:00", "2020-11-09T18:34:47+00:00"),
        ("2020-06-03T12:00:00Z", "2020-06-03T12:00:00+00:00"),
        ("2020-02-18T03:25:00.000Z", "2020-02-18T03:25:00+00:00"),
        ("2020-06-03T03:01+0400", "2020-06-03T03:01:00+04:00"),
        ("2022-07-04 19:23:58Z", "2022-07-04T19:23:58+00:00"),
        ("2020-06-03 12:00:00 +0300", "2020-06-03T12:00:00+03:00"),
        ("2024-07-03 18:24", "2024-07-03T18:24:00+03:00"),
        ("20200603", "2020-06-03"),
        ("2020-6-3", "2020-06-03"),
        ("Thu, 08 Jan 2026 11:42:50 GMT", "2026-01-08T11:42:50+00:00"),
        ("16/7/2024 10:00", "2024-07-16T10:00:00+03:00"),
        ("24 أغسطس 2020 09:23 ص", "2020-08-24T09:23:00+02:00"),
        ("6/3/2020 12:00:00 AM", None),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59+00:00", None),
        ("2020-02-30", None),
        ("1591142400", None),
        ("2020-06", None),
        ("2020", None),
        ("", None),
    ],
)
def test_machine_dates(value, expected):
    assert normalise_iso(value, country="EG") == expected


def test_machine_instants_in_the_outlet_s_zone_on_request():
    value = "2022-07-04 19:23:58Z"
    assert normalise_iso(value, country="AF", localise=True) == "2022-07-04T23:53:58+04:30"
    assert normalise_iso(value, country="US", localise=True) == "2022-07-04T19:23:58+00:00"
    assert normalise_iso("1399-04-02", country="IR") == "2020-06-22"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/story/2020/8/24/عنوان/4943459", "2020-08-24"),
        ("/across-the-uae/2020-06-03-1.3874341", "2020-06-03"),
        ("/2013/middle_east/8/3/headline/index.html", "2013-08-03"),
        ("/2020-11/09/c_139502.htm", "2020-11-09"),
        ("/n3/2020/1109/c31659-9778462.html", "2020-11-09"),
        ("/20200603/headline", "2020-06-03"),
        ("/2020/11/2338761/", None),
        ("/2020/11/headline", None),
        ("/2020/11/23-things-to-know", None),
        ("/News/120200622120908039/headline", None),
        ("/article/20200603", None),
        ("/2020/13/40/headline", None),
        ("/fa/news/1399/04/02/2291234/", None),
    ],
)
def test_date_in_the_url(path, expected):
    assert date_from_url("https://www.example.com" + path) == expected


def test_jalali_urls_are_iranian():
    path = "/fa/news/1399/04/02/2291234/"
    assert date_from_url("https://example.ir" + path) == "2020-06-22"
    assert date_from_url("https://example.com" + path, country="IR") == "2020-06-22"
    assert date_from_url("http://[broken") is None


# -- tables -----------------------------------------------------------------------------------


def test_a_month_name_means_one_month():
    meanings = {}
    for calendar, lists in table("months").items():
        for year in lists.values():
            if isinstance(year, dict):
                continue
            assert len(year) == 12
            for number, names in enumerate(year, 1):
                for name in names:
                    meanings.setdefault(fold(name), set()).add((calendar, number))
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}
    assert len(months("LY")) == len(months()) + 12


@pytest.mark.parametrize(
    "locale",
    "ar ar_LB ar_IQ ar_DZ ar_TN ar_MA ar_MR ckb fa fa_AF ps ur tr fr en".split(),
)
def test_month_names_of_unicode_are_known(locale):
    dates = pytest.importorskip("babel.dates")
    for number, name in dates.get_month_names("wide", locale=locale).items():
        assert iso(f"15 {name} 2021") == f"2021-{number:02}-15", name


def test_zones_exist_and_lie_in_their_countries():
    pytz = pytest.importorskip("pytz")
    for country, zone in table("timezones")["zones"].items():
        assert zone in pytz.country_timezones[country]
        assert ZoneInfo(zone)
    for place in table("clock")["zones"]:
        assert ZoneInfo(place)


# Days of Nowruz as announced; the 33-year rule must give them
@pytest.mark.parametrize(
    ("year", "nowruz"),
    [
        (1357, "1978-03-21"),
        (1375, "1996-03-20"),
        (1399, "2020-03-20"),
        (1400, "2021-03-21"),
        (1403, "2024-03-20"),
        (1404, "2025-03-21"),
    ],
)
def test_nowruz(year, nowruz):
    assert to_gregorian("jalali", year, 1, 1).isoformat() == nowruz


def test_jalali_days_follow_each_other():
    previous = to_gregorian("jalali", 1380, 1, 1) - timedelta(days=1)
    for year in range(1380, 1420):
        for month in range(1, 13):
            days = [to_gregorian("jalali", year, month, day) for day in range(1, 32)]
            for day in filter(None, days):
                assert day == previous + timedelta(days=1)
                previous = day


def test_data_is_shipped_with_the_package():
    assert files("cleaner.arabic").joinpath("data", "months.toml").is_file()


# -- invariants -------------------------------------------------------------------------------

days = st.dates(date(1971, 1, 1), date(2099, 12, 31))
clocks = st.times()


@given(days, st.sampled_from(["/", "-", ".", " / "]))
def test_every_day_is_read_back(day, mark):
    assert iso(f"{day.year}{mark}{day.month}{mark}{day.day}") == day.isoformat()
    assert iso(f"{day.day}{mark}{day.month}{mark}{day.year}", "EG") == day.isoformat()


@given(days, clocks, st.sampled_from(["EG", "LB", "MA", "IR", "GB"]))
def test_every_moment_is_read_back(day, clock, country):
    names = {month.number: name for name, month in months().items() if month[0] == "gregorian"}
    text = f"{day.day} {names[day.month]} {day.year} - {clock:%H:%M}"
    assert iso(text, country).startswith(f"{day.isoformat()}T{clock:%H:%M}:00")


@given(st.text() | st.text(alphabet="0123456789٠١٢/-.: صمهـيناير2020,GMT+()|أغسطس\u200f"))
def test_any_text_is_borne(text):
    for found in find_dates(text, country="SA"):
        assert 0 <= found.start < found.end <= len(text)
        assert date.fromisoformat(found.iso[:10])
    normalise_iso(text, country="IR", localise=True)
    date_from_url(text)
