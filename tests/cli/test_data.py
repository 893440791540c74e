import pytest

from edunn.data import from_csv, load, names


def test_lists_what_there_is(edunn, ask):
    answer = edunn("data")
    assert answer.code == 0
    assert all(name in answer.out for name in names())
    assert ask("data") == names()


def test_shows_one(edunn, ask):
    answer = edunn("data", "heart", "--head", 2)
    assert answer.code == 0
    for word in ("303 rows", "CC BY 4.0", "6 missing cells", "no disease", "54.1 %", "trestbps"):
        assert word in answer.out
    document = ask("data", "heart", "--head", 2)
    assert document["classes"] == {"no disease": 164, "disease": 139}
    assert len(document["head"]) == 2
    assert document["head"][0][-1] == "no disease"


def test_shows_a_csv_file(ask, flowers):
    document = ask("data", flowers, "--target", "species")
    assert document["rows"] == 30
    assert document["classes"] == {"ant": 10, "bee": 10, "cow": 10}


@pytest.mark.parametrize("name", ["iris", "heart", "moons", "curve"])
def test_exports_what_reads_back_the_same(edunn, tmp_path, name):
    path = tmp_path / f"{name}.csv"
    answer = edunn("data", name, "--output", path)
    assert f"Wrote {len(load(name))} rows" in answer.err
    again = from_csv(path, categorical=())
    assert (again.inputs == load(name).inputs).all()
    assert len(path.read_text().splitlines()) == len(load(name)) + 1


def test_exports_words_and_gaps_as_they_were(edunn, flowers, tmp_path):
    edunn("data", flowers, "--output", tmp_path / "again.csv")
    line = (tmp_path / "again.csv").read_text().splitlines()[8]
    assert line == ",blue,bee"


def test_refuses(refusal, tmp_path):
    assert "Did you mean 'iris'" in refusal("data", "irs")
    (tmp_path / "folder.csv").mkdir()
    for place in (tmp_path / "no" / "x.csv", tmp_path / "folder.csv"):
        assert "in a folder that exists" in refusal("data", "noisy_xor", "--output", place)
    assert "is a directory" in refusal("data", tmp_path)
