"""Files of ratings: every form, every fault with its line; bands; agreement without a mean."""

import gzip

import pytest

from cleaner.errors import BadRatings
from cleaner.profile.raters import Raters, agreement
from cleaner.profile.ratings import RaterForm, forms, read_ratings

SAMPLES = {
    "PC1": "domain,pc1\nx.com,0.78\n",
    "Burdisso 2024": "domain,f-reliability,p+fp-average\nx.com,0.1,-0.95\n",
    "Burdisso 2024 labels": "domain,reliability_label,label_source\nx.com,-1,wikipedia\n",
    "MBFC": "domain,name,factual_reporting,credibility\nx.com,X,mixed,medium-credibility\n",
    "MBFC (Baly)": "source_url\tsource_url_normalized\tfact\thttp\nu\tx.com\thigh\t1\n",
    "NewsGuard": "Domain,Score,Last Updated\nx.com,82.5,2026-01-01\n",
    "Iffy": "Domain,Name,MBFC Fact\nx.com,X,VL\n",
    "Ad Fontes": "domain,bias,reliability\nx.com,-3,41.2\n",
    "Wikipedia RSP": "domains,status,content_qualifier,last_discussed\nx.com,gu,(topics),2024\n",
}
BANDS = {
    "PC1": "high",
    "Burdisso 2024": "low",
    "Burdisso 2024 labels": "low",
    "MBFC": "mixed",
    "MBFC (Baly)": "high",
    "NewsGuard": "high",
    "Iffy": "low",
    "Ad Fontes": "high",
    "Wikipedia RSP": "low",
}


@pytest.mark.parametrize("rater", forms())
def test_every_rater_is_known_by_its_columns(file, rater):
    [one] = read_ratings(file(SAMPLES[rater]))
    assert (one.rater, one.rated, one.band) == (rater, "x.com", BANDS[rater])
    assert one.redistribution == "byo"


@pytest.mark.parametrize("rater", forms())
def test_every_crosswalk_reaches_its_bands_in_order(rater):
    form = forms()[rater]
    if form.range:
        low, high = form.range
        steps = [form.band(str(low + (high - low) * i / 20)) for i in range(21)]
        order = ["low", "mixed", "high"]
        assert sorted(steps, key=order.index) == steps
        assert set(steps) == set(order)
        assert form.cuts_by
    else:
        assert set(form.classes.values()) <= {"high", "mixed", "low", ""}


def test_both_copies_of_mbfc():
    form = forms()["MBFC"]
    assert [form.band(v) for v in ("high-credibility", "level 3 of 3")] == ["high", "high"]
    assert [form.band(v) for v in ("low-credibility", "level 1 of 3")] == ["low", "low"]


def test_the_plain_form(file):
    text = "domain,rater,value,scale,date,band,note\nwww.X.com,me,3,1..5,2026,mixed,n\n"
    [one] = read_ratings(file(text))
    assert (one.rated, one.rater, one.value, one.band, one.date) == (
        "x.com", "me", "3", "mixed", "2026",
    )  # fmt: skip


def test_a_value_without_a_band_has_none(file):
    [one] = read_ratings(file("domain,rater,value\nx.com,me,blue\n"))
    assert one.band is None


def test_gzip_bom_tabs_semicolons_and_line_ends(file):
    for text in (
        gzip.compress(b"domain,pc1\nx.com,0.5\n", mtime=0),
        b"\xef\xbb\xbfdomain,pc1\r\nx.com,0.5\r\n",
        b"domain\tpc1\nx.com\t0.5\n",
        b"domain;pc1\n\nx.com;0.5\n\n",
    ):
        assert read_ratings(file(text))[0].value == "0.5"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "the file is empty"),
        ("domian,pc1\nx.com,1\n", 1, "'domian' for 'domain'"),
        ("site,stars\nx.com,1\n", 1, "no known rater has the columns site, stars"),
        ("domain,rater,value,scael\nx.com,me,1,a\n", 1, "did you mean 'scale'?"),
        ("domain,pc1,pc1\nx.com,1,1\n", 1, "'pc1' stands twice"),
        ("domain,pc1\nx.com,0.5\ny.com,1.7\n", 3, "1.7 is outside 0..1"),
        ("domain,pc1\nx.com,nan\n", 2, "nan is outside"),
        ("domain,pc1\nx.com,good\n", 2, "'good' is no number"),
        ("domain,pc1\nx.com,0.5\ny.com,0.1\nx.com,0.5\n", 4, "first in line 2"),
        ("domain,pc1\nx.com,0.5,extra\n", 2, "3 fields where the header has 2"),
        ("domain,rater,value\nnot a domain,me,1\n", 2, "is no domain"),
        ("domain,rater,value\nx.com,,1\n", 2, "no rater"),
        ("domain,rater,value,scale\nx.com,me,9,1..5\n", 2, "9 is outside 1..5"),
        ("domain,rater,value,band\nx.com,me,9,hihg\n", 2, "did you mean 'high'?"),
        ("domain,factual_reporting,credibility\nx.com,hgih,high\n", 2, "did you mean 'high'?"),
        ("name,domains,status,content_qualifier\nX,x.com,zz,\n", 2, "is none of its values"),
        (b"domain,pc1\nx.com,0.5\n\xff\xfe,1\n", 3, "not UTF-8"),
        ("domain,pc1\nx.com,0.5\n".encode("utf-16"), 1, "not UTF-8"),
        (b"\x1f\x8bbroken", None, "cannot be read"),
    ],
)
def test_faults_are_told_with_line_and_remedy(file, text, line, told):
    with pytest.raises(BadRatings) as caught:
        read_ratings(file(text))
    assert told in str(caught.value)
    assert caught.value.line == line


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadRatings, match="cannot be read"):
        read_ratings(tmp_path / "none.csv")


def test_nothing_is_loaded_of_any_file_if_one_is_bad(file):
    raters = Raters()
    good, bad = file("domain,pc1\nx.com,0.5\n", "a.csv"), file("domain,pc1\nx.com,5\n", "b.csv")
    with pytest.raises(BadRatings):
        raters.load([good, bad])
    assert not raters.judgements(["x.com"])
    assert raters.names == []


def test_a_cleaner_does_not_start_with_a_bad_file(plugins, file):
    with pytest.raises(BadRatings):
        plugins({"x_com.toml": ""}, ratings=[file("domain,pc1\nx.com,5\n")])


# -- agreement


def judge(file, **texts):
    raters = Raters()
    raters.load([file(text, f"{name}.csv") for name, text in texts.items()])
    return raters


def test_agree_disagree_single_none(file):
    raters = judge(
        file,
        a="domain,pc1\nx.com,0.9\ny.com,0.9\nz.com,0.9\n",
        b="domain,p+fp-average\nx.com,0.9\ny.com,-0.9\n",
    )
    states = [agreement(raters.judgements([f"{one}.com"])).state for one in "xyzw"]
    assert states == ["agree", "disagree", "single", "none"]


def test_another_edition_is_shown_and_does_not_count(file):
    raters = judge(file, a="domain,pc1\nx.com,0.9\nenglish.x.com,0.1\nx.com/fr,0.1\n")
    found = raters.judgements(["x.com"])
    assert [one.rated for one in found] == ["x.com", "english.x.com", "x.com/fr"]
    assert [bool(one.note.startswith("rated for another")) for one in found] == [False, True, True]
    assert agreement(found).state == "single"


def test_a_rating_of_the_whole_is_shown_for_an_edition(file):
    raters = judge(file, a="domain,pc1\nx.com,0.9\n")
    assert [one.rated for one in raters.judgements(["arabic.x.com"])] == ["x.com"]
    assert raters.judgements(["otherx.com"]) == ()


def test_one_rater_that_differs_by_topic_disagrees_with_itself(file):
    text = "domains,status,content_qualifier\nx.com,nc,(general)\nx.com,gu,(politics)\n"
    assert agreement(judge(file, a=text).judgements(["x.com"])).state == "disagree"


# -- the table of the contradictions, from the user's own files


TABLE = {
    "aljazeera.com": ["0.78", "-0.95", "mixed / medium", "generally reliable"],
    "alarabiya.net": ["0.68", "-0.74", "mixed / low", "no consensus"],
    "alaraby.co.uk": ["0.81", "0.66", "-", "-"],
    "aawsat.com": ["0.56", "0.67", "mixed / medium", "-"],
    "middleeasteye.net": ["0.79", "-0.62", "mostly-factual / high", "-"],
    "shafaq.com": ["0.36", "-0.59", "high / high", "-"],
    "kurdistan24.net": ["0.77", "0.50", "mixed / medium", "-"],
    "albawaba.com": ["0.36", "-0.83", "mixed / low", "-"],
    "ahram.org.eg": ["0.66", "0.65", "mixed / medium", "-"],
    "skynewsarabia.com": ["-", "-", "-", "-"],
}


def test_the_table_of_contradictions_is_reproduced(shared, capsys):
    from cleaner.cli import main

    folder = shared / "data" / "reliability"
    files = [
        folder / name
        for name in (
            "lin2023-domain_pc1.csv.gz",
            "burdisso2024-reliability_scores.csv.gz",
            "BYO-ONLY-mbfc-mena-extract.csv.gz",
            "wikipedia-rsp-status.csv.gz",
        )
    ]
    wanted = [part for domain in TABLE for part in ("--domain", domain)]
    with pytest.raises(SystemExit) as done:
        main(["ratings", "compare", *map(str, files), *wanted])
    assert done.value.code == 0
    header, *lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert header[1:5] == ["PC1", "Burdisso 2024", "MBFC", "Wikipedia RSP"]
    shown = {line[0]: [cell.partition(" (")[0] for cell in line[1:5]] for line in lines}
    assert shown == TABLE
    states = {line[0]: line[-1] for line in lines}
    assert states.pop("skynewsarabia.com") == "none"
    assert states.pop("alaraby.co.uk") == "agree"
    assert set(states.values()) == {"disagree"}
    media = {line[0]: line[5] for line in lines}
    assert media["aljazeera.com"] == "state (SC, 2024)"
    assert media["ahram.org.eg"] == "state (SC, 2024)"
    assert "independent" in media["skynewsarabia.com"]


def test_all_of_the_users_files_are_read(shared):
    folder = shared / "data" / "reliability"
    raters = Raters()
    raters.load(
        folder / f"{name}.gz"
        for name in (
            "lin2023-domain_ratings.csv",
            "burdisso2024-golden_truth_dataset.csv",
            "baly2018-emnlp-corpus.tsv",
            "baly2020-acl-corpus.tsv",
        )
    )
    same = [one.band for one in raters.judgements(["aljazeera.com"]) if "labels" in one.rater]
    other = [one.band for one in raters.judgements(["aljazeera.net"]) if "labels" in one.rater]
    assert (same, other) == (["low"], ["high"]), "one outlet, opposite labels"


def test_a_form_of_ones_own(file):
    form = RaterForm(
        name="Stars", domain="site", value="stars", scale="1..5", range=(1, 5), cuts=(2.5, 3.5)
    )
    raters = Raters()
    raters.register(form)
    raters.load([file("site,stars\nx.com,4\n")])
    assert [(one.rater, one.band) for one in raters.judgements(["x.com"])] == [("Stars", "high")]
