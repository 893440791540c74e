import pytest

ROW = "5.1,3.5,1.4,0.2"


def test_follows_one_row_of_a_saved_network(edunn, iris):
    answer = edunn("explain", iris, "--row", ROW, "--label", "setosa")
    assert answer.code == 0
    for word in ("FORWARD", "BACKWARD", "UPDATE", "z1 = ", "dW1", "5.1"):
        assert word in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


def test_uses_the_prediction_where_no_label_is_given(edunn, iris):
    answer = edunn("explain", iris, "--row", ROW)
    assert "The prediction, setosa, is used as the label" in answer.err
    assert answer.out == edunn("explain", iris, "--row", ROW, "--label", "setosa").out


def test_finds_a_row_of_a_data_set(ask, edunn, iris):
    document = ask("explain", iris, "iris", "--row", "1")
    assert document["arrays"]["x"][0] == pytest.approx([5.1, 3.5, 1.4, 0.2])
    assert edunn("explain", iris, "iris", "--row", "1").out == (
        edunn("explain", iris, "--row", ROW, "--label", "setosa").out
    )


def test_trains_a_small_network_for_a_data_set(edunn, flowers):
    answer = edunn("explain", "noisy_xor", "--row", "2")
    assert answer.code == 0
    assert "in order to explain it" in answer.err
    assert edunn("explain", flowers, "--target", "species").code == 0
    assert edunn("explain", "curve").code == 0


def test_refuses(refusal, edunn, iris):
    assert "iris has rows 1 to 150" in refusal("explain", iris, "iris", "--row", "151")
    assert "Did you mean 'setosa'" in refusal("explain", iris, "--row", ROW, "--label", "setoza")
    assert "has 1 value, but this model takes 4" in refusal("explain", iris, "--row", "3")
    assert "there is no file" in refusal("explain", "irs")
    assert edunn("explain", "iris", "iris").code == 2
