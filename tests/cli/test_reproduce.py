import json

import pytest

TINY = ("reproduce", "--only", "heart-genetic", "--seeds", "2", "--workers", "1")


@pytest.fixture(scope="module")
def reproduced(edunn, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    places = [folder / "report.html", folder / "report.json"]
    return edunn(*TINY, "--output", places[0], "-o", places[1]), folder


def test_shows_article_and_ours_then_the_claims(reproduced):
    answer, _ = reproduced
    assert answer.code == 0, answer.err
    for word in ("Heart, genetic", "0.68", "least .. most", "held out", "precision", "2 seeds"):
        assert word in answer.out
    assert "“the genetic algorithm learns heart disease”" in answer.out
    assert "report.html" in answer.out.splitlines()[-1]
    assert "Heart, genetic algorithm: " in answer.err


def test_writes_both_reports(reproduced):
    _, folder = reproduced
    assert (folder / "report.html").read_text("utf-8").lower().startswith("<!doctype html>")
    document = json.loads((folder / "report.json").read_text("utf-8"))
    assert [result["key"] for result in document["results"]] == ["heart-genetic"]


def test_json_is_the_report(edunn, reproduced, tmp_path):
    _, folder = reproduced
    page = tmp_path / "report.html"
    document = json.loads(edunn(*TINY, "--output", page, "--json", "--quiet").out)
    written = json.loads((folder / "report.json").read_text("utf-8"))
    same = [report["results"][0]["training"] for report in (document, written)]
    assert same[0] == same[1]
    assert document["files"] == [str(page)]
    assert page.exists()


def test_without_a_name_both_reports_are_written_here(edunn, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert edunn(*TINY, "--quiet").code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.html", "report.json"]


def test_refuses_before_any_work(refusal, flowers):
    assert "Did you mean 'iris'" in refusal("reproduce", "--only", "irs")
    assert "seeds is 0" in refusal("reproduce", "--seeds", "0")
    words = refusal("reproduce", "--only", "iris", "--output", flowers)
    assert words == f"error: --output {flowers}: the name must end in .html or .json."
    place = flowers / "report.html"
    assert "in a folder that exists" in refusal("reproduce", "--only", "iris", "-o", place)
