"""``cleaner outlets``, ``sites DOMAIN`` and ``ratings compare`` on the command line."""

import csv
import io
import json


def test_outlets_of_a_country_as_csv(run):
    code, out, _ = run("outlets", "--country", "YE", "--format", "csv")
    found = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert len(found) > 15
    assert {row["country"] for row in found} == {"YE"}
    for row in found:
        for fact in ("country", "type", "owner", "founded"):
            assert not row[fact] or f"{fact}: " in row["evidence"]


def test_outlets_as_json_have_every_claim_with_its_source(run):
    code, out, _ = run("outlets", "--country", "ye", "--format", "json", "--type", "agency")
    found = json.loads(out)
    assert code == 0
    assert {one["id"] for one in found} == {"saba_ye", "sabanew_net"}
    for claim in (claim for one in found for claim in one["claims"]):
        assert claim["source"]["name"]
        assert claim["observed_on"]
        assert claim["confidence"]


def test_outlets_table(run):
    code, out, _ = run("outlets", "--type", "fact-checker")
    header, *lines = out.splitlines()
    assert code == 0
    assert header.startswith("id\tdomain\tname_ar")
    assert any(line.startswith("akhbarmeter_org\t") for line in lines)


def test_outlets_are_listed_under_what_live_claims_say(run):
    _, out, _ = run("outlets", "--country", "TR", "--format", "csv")
    assert "haberturk_com" not in {row["id"] for row in csv.DictReader(io.StringIO(out))}
    _, out, _ = run("outlets", "--type", "portal", "--format", "csv")
    found = {row["id"]: row["type"] for row in csv.DictReader(io.StringIO(out))}
    assert "alweeam_com_sa" not in found
    assert found["sabq_org"] == "portal"
    assert set(found.values()) == {"portal"}


def test_no_such_country(run):
    assert run("outlets", "--country", "XX")[0] == 2
    assert run("outlets", "--country", "NZ")[0] == 3


def test_sites_lists_the_plugins_and_shows_one(run, here):
    _, out, _ = run("sites")
    assert any(line.startswith("youm7_com\tyoum7.com\t") for line in out.splitlines())
    for domain in ("youm7.com", "www.youm7.com", "https://m.youm7.com/story/1"):
        code, out, _ = run("sites", domain)
        assert code == 0
        assert "country\tEG" in out
        assert "real-page" in out
    _, out, _ = run("sites")
    [line] = [line for line in out.splitlines() if line.startswith("haberturk_com\t")]
    assert line.split("\t")[3:5] == ["", ""], "no document has its country or type"
    assert run("sites", "https://youm7.com?page=1")[0] == 0
    code, out, err = run("sites", "nobody.example")
    assert (code, out) == (1, "")
    assert "no plugin answers for nobody.example" in err


def test_sites_shows_claims_with_source_date_and_confidence(run):
    code, out, _ = run("sites", "aljazeera.net")
    assert code == 0
    [line] = [line for line in out.splitlines() if line.startswith("ownership\t")]
    _, value, source, day, confidence, *_, note = line.split("\t")
    assert (value, day, confidence) == ("state", "2024-01-01", "high")
    assert "State Media Monitor" in source
    assert "disputed; reply: " in note
    assert "identity\t5\t14\t1\t" in out
    assert "too little known" in out
    assert "outside judgements: none at hand" in out


def test_sites_shows_what_raters_say(run, tmp_path):
    file = tmp_path / "pc1.csv"
    file.write_text("domain,pc1\naljazeera.net,0.5\n")
    _, out, _ = run("sites", "aljazeera.net", "--ratings", file)
    assert "PC1\t0.50\t0..1\t2023\tmixed\taljazeera.net" in out
    assert "outside judgements: single (searched PC1)" in out


def test_sites_of_a_look_alike(run):
    code, out, err = run("sites", "www.aijazeera.com")
    assert (code, out) == (1, "")
    assert "no domain of aljazeera.com" in err


def test_sites_of_an_edition(run):
    _, out, _ = run("sites", "https://www.bbc.com/arabic/articles/c1")
    assert "edition\tbbc.com/arabic" in out


def test_sites_as_json_and_json_ld(run):
    _, out, _ = run("sites", "sputnikarabic.ae", "--format", "json")
    found = json.loads(out)
    assert found["criteria"]["identity"]["ownership"] == "known"
    assert ["arabic.sputniknews.com", "former"] in [one["value"] for one in found["claims"]]
    _, out, _ = run("sites", "sputnikarabic.ae", "--format", "json-ld")
    found = json.loads(out)
    assert found["parentOrganization"] == {"@type": "Organization", "name": "Rossiya Segodnya"}


def test_compare_shows_only_who_disagrees(run, tmp_path):
    one, other = tmp_path / "a.csv", tmp_path / "b.csv"
    one.write_text("domain,pc1\nyoum7.com,0.9\nokaz.com.sa,0.9\nnobody.example,0.9\n")
    other.write_text("domain,p+fp-average\nyoum7.com,-0.9\nokaz.com.sa,0.9\n")
    code, out, _ = run("ratings", "compare", one, other, "--disagree")
    assert code == 0
    assert [line.split("\t")[0] for line in out.splitlines()] == ["outlet", "youm7.com"]
    _, out, _ = run("ratings", "compare", one, other, "--format", "csv")
    assert [row[0] for row in csv.reader(io.StringIO(out))] == [
        "outlet",
        "okaz.com.sa",
        "youm7.com",
    ]


def test_a_bad_file_of_ratings_ends_with_a_named_error(run, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("domian,pc1\nx.com,0.9\n")
    for args in (("ratings", "compare", file), ("sites", "youm7.com", "--ratings", file)):
        code, out, err = run(*args)
        assert (code, out) == (2, "")
        assert "a.csv:1: no known rater has the columns" in err


def test_policy_fields(run):
    code, out, _ = run("policy", "fields")
    assert code == 0
    assert "origin.ownership\t" in out
