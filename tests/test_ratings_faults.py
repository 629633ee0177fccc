"""Wrong files of ratings: each ends with file, line and remedy, and nothing of one is lost."""

import pytest

from cleaner.errors import BadRatings
from cleaner.profile.raters import Raters, agreement
from cleaner.profile.ratings import RaterForm, read_ratings
from cleaner.profile.ratings_values import address


def plain(*rows, columns="domain,rater,value"):
    return "\n".join([columns, *rows, ""])


SCALED = "domain,rater,value,scale"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://www.Example.com", "example.com"),
        ("http://example.com:8080/", "example.com"),
        ("//example.com/Arabic/?page=2#top", "example.com/arabic"),
        ("example.com?x=1", "example.com"),
        ("EXAMPLE.com.", "example.com"),
        ("موقع.مصر", "xn--4gbrim.xn--wgbh1c"),
        ("info@example.com", ""),
        ("example com", ""),
        ("example.com-news", ""),
        ("192.168.10.12", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_addresses_are_read_as_domain_and_path(written, read):
    assert address(written) == read


def test_a_raters_table_with_addresses_rates_their_domains(file):
    text = "domain,score\nhttps://www.aljazeera.com,59.5\nhttp://bbc.com/arabic/,100\n"
    assert [one.rated for one in read_ratings(file(text))] == ["aljazeera.com", "bbc.com/arabic"]


def test_a_mangled_domain_is_read_from_the_whole_address(file):
    text = "source_url\tsource_url_normalized\tfact\nhttp://x.com/news/\tx.com-news\thigh\n"
    assert [one.rated for one in read_ratings(file(text))] == ["x.com/news"]


def test_line_ends_of_old_macs_are_read(file):
    assert len(read_ratings(file("domain,rater,value\rx.com,me,1\ry.com,me,2\r"))) == 2


@pytest.mark.parametrize(
    ("text", "line", "told", "remedy"),
    [
        # domains
        (plain("com.sa,me,1"), 2, "anybody may have a name", "'example.com'"),
        (plain("x.com,me,1", "info@x.com,me,1"), 3, "'info@x.com' is no domain", "'example.com'"),
        ("domain,pc1\nx.com,0.5\ngov.sa,0.5\n", 3, "PC1: 'gov.sa' is no outlet's", "'example.com'"),
        ("domain,score\nx.com,50\nx com-,50\n", 3, "NewsGuard: 'x' is no domain", "'example.com'"),
        # the same twice
        (plain("x.com,me,1", "www.x.com,me,2"), 3, "x.com by me is rated twice", "leave one"),
        (plain("x.com,me,1", "http://x.com/,me,2"), 3, "first in line 2", "leave one"),
        ("domain,pc1\nx.com,0.5\nwww.x.com,0.7\n", 3, "first in line 2", "leave one"),
        ("domain,pc1\nx.com,0.5\nhttps://X.com/,0.7\n", 3, "first in line 2", "leave one"),
        (plain("x.com,Me,1", "y.com,me,1"), 3, "written 'Me' elsewhere (in line 2)", "one way"),
        (plain("x.com,newsguard,1"), 2, "'NewsGuard' elsewhere (a known rater)", "one way"),
        # nothing in it
        (plain(), 1, "no rating below", "bring the rows"),
        ("domain,pc1\n\n,\n", 1, "no rating below", "bring the rows"),
        ("domain,pc1,score\nx.com,0.5,90\n", 1, "several raters: PC1, NewsGuard", "all but one"),
        # scales
        (plain("x.com,me,1.5,0-1", columns=SCALED), 2, "1.5 is outside 0..1", "0-1"),
        (plain("x.com,me,7,0 to 5", columns=SCALED), 2, "7 is outside 0..5", "0 to 5"),
        (plain("x.com,me,7,0–5", columns=SCALED), 2, "7 is outside 0..5", "0–5"),
        (plain("x.com,me,150%,0..100%", columns=SCALED), 2, "150 is outside", "0..100%"),
        (plain("x.com,me,2,-1 to +1", columns=SCALED), 2, "2 is outside -1..1", "-1 to +1"),
        (plain("x.com,me,6,من 5", columns=SCALED), 2, "cannot be read", "its ends"),
        (plain("x.com,me,6,5 stars", columns=SCALED), 2, "cannot be read", "its ends"),
        # dates
        (plain("x.com,me,1,yesterday", columns="domain,rater,value,date"), 2, "no date", "2026-08"),
        (plain("x.com,me,1,2026-13", columns="domain,rater,value,date"), 2, "no date", "2026-08"),
        (plain("x.com,me,1,2026-2", columns="domain,rater,value,date"), 2, "no date", "2026-08"),
        (plain("x.com,me,1,31/8/2026", columns="domain,rater,value,date"), 2, "no date", "2026"),
        ("domain,score,last updated\nx.com,5,soon\n", 2, "'soon' is no date", "2026-08-31"),
        # files that are something else
        (plain("x.com,me,1").encode("utf-16-le"), 1, "NUL bytes, as UTF-16", "UTF-8"),
        (plain("x.com,me,1").encode("utf-16"), 1, "NUL bytes, as UTF-16", "UTF-8"),
        (b"PK\x03\x04\x14", 1, "a spreadsheet or an archive", "CSV"),
        (plain('x.com,me,"1', "y.com,me,2"), 2, "not CSV", "close the quotes"),
        ("domain,rater,value\nx.com,me," + "x" * 200_000, 2, "not CSV", "quotes"),
        ('"domain,rater,value\nx.com,me,1\n', 1, "not CSV", "close the quotes"),
    ],
)
def test_faults_are_told_with_file_line_and_remedy(file, text, line, told, remedy):
    path = file(text)
    with pytest.raises(BadRatings) as caught:
        read_ratings(path)
    assert told in caught.value.message
    assert remedy in caught.value.remedy
    assert (caught.value.file, caught.value.line) == (str(path), line)


@pytest.mark.parametrize(
    ("value", "scale"),
    [
        ("0.5", "0-1"),
        ("0.5", "0 to 1"),
        ("-0.5", "-1..+1"),
        ("-0.5", "−1–1"),
        ("78%", "0..100%"),
        ("78", "0 % - 100 %"),
        ("3", "5..1"),
        ("4", "1 إلى 5"),
        ("good", "five words"),
        ("level 2", "level 1 of 3 is the lowest"),
        ("3", ""),
    ],
)
def test_scales_are_read_as_people_write_them(file, value, scale):
    [one] = read_ratings(file(plain(f"x.com,me,{value},{scale}", columns=SCALED)))
    assert (one.value, one.scale) == (value, scale)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026", "2026"),
        ("2026-08", "2026-08"),
        ("2026-08-31", "2026-08-31"),
        ("2026-08-31T10:00:00Z", "2026-08-31"),
        ("", ""),
    ],
)
def test_dates_are_years_months_or_days(file, said, day):
    [one] = read_ratings(file(f"domain,score,last updated\nx.com,50,{said}\n"))
    assert one.date == day


# -- a rater's own large table, with a row in a hundred that rates nobody


def test_odd_rows_of_a_large_table_are_told_and_the_others_count(file):
    rows = [f"site{n}.com,0.5" for n in range(400)]
    rows += ["wvec–13newsnow.com,0.5", "www.site7.com,0.9", ",0.5"]
    raters = Raters()
    raters.load([file("\n".join(["domain,pc1", *rows]))])
    assert raters.told == [
        "ratings.csv:402: 'wvec–13newsnow.com' is no domain",
        "ratings.csv:403: site7.com is rated twice, first in line 9",
        "ratings.csv: 1 of 403 rows name no domain",
    ]
    assert [one.value for one in raters.judgements(["site7.com"])] == ["0.5", "0.9"]


# -- several files


def test_two_files_of_one_rater_stand_side_by_side(file):
    raters = Raters()
    one, other = file("domain,pc1\nx.com,0.1\n", "a.csv"), file("domain,pc1\nx.com,0.9\n", "b.csv")
    raters.load([one, other, one])
    assert [found.value for found in raters.judgements(["x.com"])] == ["0.1", "0.9"]


def test_raters_of_two_files_that_differ_in_case_are_refused(file):
    raters = Raters()
    bad = file(plain("y.com,the desk,1"), "b.csv")
    with pytest.raises(BadRatings, match="'the desk' is written 'The Desk'") as caught:
        raters.load([file(plain("x.com,The Desk,1"), "a.csv"), bad])
    assert (caught.value.file, caught.value.line) == (str(bad), 2)
    assert not raters


def test_a_platform_vouches_for_no_blog_on_it(file):
    raters = Raters()
    raters.load([file("domain,pc1\nblogspot.com,0.1\nx.com,0.2\n")])
    assert raters.judgements(["name.blogspot.com"]) == ()
    assert [one.rated for one in raters.judgements(["name.x.com"])] == ["x.com"]
    assert [one.rated for one in raters.judgements(["blogspot.com"])] == ["blogspot.com"]


# -- raters made from one another

FILES = {
    "MBFC": "domain,factual_reporting,credibility\nx.com,low,low-credibility\n",
    "Iffy": "domain,mbfc fact\nx.com,L\n",
    "MBFC (Baly)": "source_url_normalized,fact\nx.com,low\n",
    "PC1": "domain,pc1\nx.com,0.1\n",
    "Burdisso 2024": "domain,p+fp-average\nx.com,-0.9\n",
    "Burdisso 2024 labels": "domain,reliability_label,label_source\nx.com,-1,mbfc\n",
    "Wikipedia RSP": "domains,status,content_qualifier\nx.com,gu,\n",
    "NewsGuard": "domain,score\nx.com,20\n",
}


@pytest.mark.parametrize(
    ("names", "state"),
    [
        (["MBFC", "Iffy"], "single"),
        (["Iffy", "MBFC (Baly)"], "single"),
        (["PC1", "MBFC"], "single"),
        (["PC1", "Iffy"], "single"),
        (["Burdisso 2024", "Burdisso 2024 labels"], "single"),
        (["Burdisso 2024", "Wikipedia RSP"], "single"),
        (["MBFC", "Wikipedia RSP"], "agree"),
        (["PC1", "Burdisso 2024"], "agree"),
        (["PC1", "NewsGuard"], "agree"),
        (["MBFC", "Iffy", "NewsGuard"], "agree"),
    ],
)
def test_raters_made_from_one_another_are_one_voice(file, names, state):
    raters = Raters()
    raters.load([file(FILES[name], f"{number}.csv") for number, name in enumerate(names)])
    found = agreement(raters.judgements(["x.com"]))
    assert found.state == state
    assert [rater for rater, _ in found.bands] == names


def test_they_may_still_disagree(file):
    raters = Raters()
    high = "domain,factual_reporting,credibility\nx.com,high,high-credibility\n"
    raters.load([file(high, "a.csv"), file(FILES["Iffy"], "b.csv")])
    assert agreement(raters.judgements(["x.com"])).state == "disagree"


def test_a_form_of_ones_own_tells_what_it_is_made_from(file):
    form = RaterForm(
        name="Stars", domain="site", value="stars", scale="1..5", range=(1, 5), cuts=(2.5, 3.5),
        derived_from=("NewsGuard",),
    )  # fmt: skip
    raters = Raters()
    raters.register(form)
    raters.load([file("site,stars\nx.com,1\n", "a.csv"), file(FILES["NewsGuard"], "b.csv")])
    assert agreement(raters.judgements(["x.com"]), known=raters.forms).state == "single"


def test_on_the_command_line(run, file):
    code, out, err = run("ratings", "compare", file(plain("x.com,me,1", "com.sa,me,1")))
    assert (code, out) == (2, "")
    assert "ratings.csv:3: 'com.sa' is no outlet's" in err
    rows = [f"site{n}.com,0.5" for n in range(200)]
    path = file("\n".join(["domain,pc1", *rows, "no–domain.com,0.5"]))
    code, out, err = run("ratings", "compare", path, "--domain", "site7.com")
    assert (code, err) == (0, "ratings: ratings.csv:202: 'no–domain.com' is no domain\n")
    assert "site7.com\t0.50" in out


def test_domains_to_compare_are_read_like_those_of_files(run, file):
    path = file("domain,pc1\nsite.com,0.5\n")
    code, out, _ = run("ratings", "compare", path, "--domain", "https://www.Site.com/")
    assert (code, out.splitlines()[1].split("\t")[:2]) == (0, ["site.com", "0.50 (2023)"])
    code, _, err = run("ratings", "compare", path, "--domain", "site")
    assert code == 2
    assert "--domain: 'site' is no domain – write it like 'example.com'" in err
