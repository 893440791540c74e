"""`edunn doctor`, as a learner types it."""


def test_a_healthy_table(edunn, ask):
    assert "Nothing wrong was found." in edunn("doctor", "iris").out
    assert ask("doctor", "iris") == []


def test_a_table_with_codes_for_missing_cells(edunn, ask, tmp_path):
    lines = [
        f"{k % 7 + (k % 2) * 5},{k % 11 if k % 8 else 999},{'yes' if k % 2 else 'no'}"
        for k in range(120)
    ]
    path = tmp_path / "codes.csv"
    path.write_text("a,b,answer\n" + "\n".join(lines), "utf-8")
    answer = edunn("doctor", path, "--quiet")
    assert answer.code == 0
    assert "missing_as_999: Column 'b' is 999" in answer.out
    assert ask("doctor", path)[0]["rule"] == "missing_as_999"


def test_a_model_file_needs_rows(edunn, tmp_path):
    path = tmp_path / "iris.edunn"
    assert edunn("train", "iris", "-o", path).code == 0
    answer = edunn("doctor", path)
    assert answer.code == 1
    assert f"edunn doctor {path} --data" in answer.err.replace("\n", " ")
    assert "Nothing wrong" in edunn("doctor", path, "--data", "iris").out
