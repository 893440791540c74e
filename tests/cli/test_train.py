import json

import numpy as np
import pytest

from edunn import Model


def test_trains_a_bundled_set_and_shows_how_well(edunn, tmp_path):
    answer = edunn("train", "iris", "--output", tmp_path / "iris.edunn")
    assert answer.code == 0
    for word in ("loss", "held-out rows", "accuracy", "precision", "virginica", "Confusion matrix"):
        assert word in answer.out
    assert "4 (scale standardize) - 16 tanh (l2 0.27) - 3 softmax" in answer.err
    assert Model.from_file(tmp_path / "iris.edunn").class_names == (
        *("setosa", "versicolor", "virginica"),
    )


def test_json_holds_the_numbers_and_nothing_else(edunn, iris):
    answer = edunn("train", "iris", "--json")
    document = json.loads(answer.out)
    assert document["rows"] == {"training": 112, "held_out": 38}
    assert document["training"]["accuracy"] > 0.9
    assert document["held_out"]["report"]["setosa"]["support"] == 13
    assert len(document["history"]["val_loss"]) == document["epochs"] == 100
    assert document["network"] == [
        [4, {"scale": "standardize"}],
        [16, "tanh", {"l2": 0.27}],
        [3, "softmax"],
    ]


def test_the_same_seed_gives_the_same_numbers(ask):
    first, again, other = (ask("train", "iris", "--epochs", 3, "--seed", s) for s in (1, 1, 2))
    assert first == again
    assert first["history"] != other["history"]


def test_a_csv_file_just_works(edunn, flowers, tmp_path):
    answer = edunn("train", flowers, "--target", "species", "--output", tmp_path / "net.edunn")
    assert answer.code == 0
    assert "column 'colour' one-hot encoded" in answer.err
    assert "1 missing cell" in answer.err
    columns = Model.from_file(tmp_path / "net.edunn").columns
    assert columns.names == ("length", "colour")


def test_regression_learns_targets_of_any_size(ask, edunn, tmp_path):
    table = tmp_path / "houses.csv"
    rows = [f"{size},{250_000 + 3_000 * size}" for size in range(20, 120)]
    table.write_text("\n".join(["size,price", *rows]))
    document = ask("train", table, "--output", tmp_path / "houses.edunn")
    assert document["held_out"]["r2"] > 0.98
    answer = ask("predict", tmp_path / "houses.edunn", "--row", "100")["predictions"][0]
    assert answer["outputs"]["price"] == pytest.approx(550_000, rel=0.03)
    shown = edunn("train", table, "--layers", "1,1")
    assert "price is standardized for training" in shown.err
    assert "rmse" in shown.out
    assert "Confusion" not in shown.out


def test_the_whole_network_may_be_given(ask):
    document = ask(
        *("train", "iris", "--layers", "4,2 tanh,3 softmax", "--scale", "none", "--epochs", 2),
        *(
            "--algorithm",
            "gradient_descent",
            "--learning-rate",
            0.1,
            "--batch-size",
            1,
            "--test",
            0,
        ),
    )
    assert document["network"] == [[4], [2, "tanh"], [3, "softmax"]]
    assert document["rows"] == {"training": 150}
    assert document["held_out"] is None
    assert document["history"]["learning_rate"] == [0.1, 0.1]


def test_ways_take_settings(ask):
    document = ask(
        *("train", "iris", "--optimizer", "genetic_algorithm", "--epochs", 3),
        *("--set", "population_size=7", "--set", "selection=rank"),
    )
    assert document["algorithm"] == "genetic_algorithm"
    assert len(document["history"]["diversity"]) == 3


def test_quiet_is_quiet(edunn):
    assert edunn("train", "noisy_xor", "--epochs", 1, "--quiet").err == ""


def test_is_narrow_where_the_terminal_is(edunn):
    answer = edunn("train", "iris", "--epochs", 20, COLUMNS="60")
    assert max(map(len, answer.out.splitlines())) <= 60


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["irs"], "Did you mean 'iris'"),
        (["nowhere.csv"], "there is no file nowhere.csv"),
        (["iris", "--layers", "4,two"], "'two' is not a layer"),
        (["iris", "--layers", "16,8"], "use --hidden"),
        (["iris", "--hidden", "8 rellu"], "Did you mean 'relu'"),
        (["iris", "--algorithm", "adm"], "Did you mean 'adam'"),
        (["iris", "--loss", "mze"], "Did you mean 'mse'"),
        (["iris", "--epochs", "0"], "epochs is 0"),
        (["iris", "--test", "1.5"], "1.5"),
        (["iris", "--seed", "-1"], "seed is -1"),
        (["iris", "--missing", "guess"], "missing is 'guess'"),
        (["iris", "--target", "length"], "its own target, 'species'"),
        (["iris", "--set", "population_size"], "is not name=value"),
        (["iris", "--set", "popsize=3"], "--set popsize: it is population_size here."),
        (["iris", "--set", "population=3"], "unknown setting"),
        (["iris", "--set", "epochs=3"], "that is what --epochs is for"),
        (["iris", "--set", "inputs=3"], "that is what DATA is for"),
        (["iris", "--set", "beta1=much"], "beta1 is 'much'"),
        (["iris", "--output", "nowhere/iris.edunn"], "a folder that exists"),
        (["iris", "--algorithm", "genetic_algorithm", "--set", "population_size=few"], "'few'"),
        (
            ["curve", "--algorithm", "gradient_descent", "--learning-rate", "1e9"],
            "training diverged",
        ),
    ],
)
def test_refuses_in_one_line(refusal, arguments, words):
    assert words in refusal("train", *arguments)


def test_refuses_a_table_with_a_mistake(refusal, flowers):
    assert "Did you mean 'species'" in refusal("train", flowers, "--target", "specie")
    assert "overwrite the data" in refusal("train", flowers, "--output", flowers)
    text = flowers.read_text()
    flowers.write_text(text.replace("1.01,blue", "1.01,blue,green"))
    assert "flowers.csv, line 3: expected 3 cells (length, colour, species), found 4" in refusal(
        "train", flowers
    )


def test_nothing_is_saved_where_training_diverged(refusal, tmp_path):
    place = tmp_path / "curve.edunn"
    refusal(
        *(
            "train",
            "curve",
            "--algorithm",
            "gradient_descent",
            "--learning-rate",
            "1e9",
            "--output",
            place,
        )
    )
    assert not place.exists()


@pytest.mark.parametrize("name", ["and", "or", "xor"])
def test_a_truth_table_holds_out_no_rows_and_says_so(edunn, ask, name):
    answer = edunn("train", name)
    assert f"{name} has 4 rows, too few to hold some out" in answer.err
    assert "held-out" not in answer.out
    document = ask("train", name)
    assert document["held_out"] is None
    assert document["training"]["accuracy"] == 1.0
    assert any("too few to hold some out" in note for note in document["notes"])


def test_a_table_of_ones_own_with_four_rows(ask, tmp_path):
    path = tmp_path / "gate.csv"
    path.write_text("a,b,out\n0,0,no\n0,1,yes\n1,0,yes\n1,1,no\n")
    assert ask("train", path)["held_out"] is None
    assert ask("train", path, "--test", "0.25")["held_out"] is not None


def test_evaluation_of_rows_that_were_never_held_out_is_refused(edunn, refusal, tmp_path):
    edunn("train", "xor", "--output", tmp_path / "xor.edunn")
    line = refusal("evaluate", tmp_path / "xor.edunn", "xor", "--held-out")
    assert "too few to hold some out" in line
    assert "Leave out --held-out" in line


def test_a_network_that_learns_noise_by_heart_is_told_so(edunn, ask, tmp_path):
    random = np.random.default_rng(0)
    x, t = random.normal(size=(80, 6)), random.integers(0, 2, 80)
    rows = [",".join([*map(str, row), "ny"[label]]) for row, label in zip(x, t, strict=True)]
    path = tmp_path / "noise.csv"
    path.write_text("\n".join(["a,b,c,d,e,f,t", *rows]))
    wild = "--hidden", "64 relu", "--epochs", 500, "--learning-rate", 0.03
    assert "the network learns its rows by heart" in edunn("train", path, *wild).out
    assert any("by heart" in remark for remark in ask("train", path, *wild)["remarks"])


def test_a_network_that_has_hardly_been_trained_is_told_what_a_guess_would_have(edunn):
    hardly = "--learning-rate", 1e-9, "--epochs", 1
    told = [edunn("train", "heart", *hardly, "--seed", seed).out for seed in range(4)]
    assert any("that of always predicting the most frequent class" in out for out in told)
    numbers = edunn("train", "diabetes", *hardly)
    assert "always predicting the mean would be better" in numbers.out


@pytest.mark.parametrize(
    "name",
    ["iris", "heart", "penguins", "wine", "breast_cancer", "diabetes", "moons", "curve", "xor"],
)
def test_a_healthy_training_says_nothing_extra(ask, name):
    assert ask("train", name)["remarks"] == []


@pytest.fixture
def houses(tmp_path):
    """Prices, far from 0."""
    table = tmp_path / "houses.csv"
    rows = [f"{size},{250_000 + 3_000 * size}" for size in range(20, 120)]
    table.write_text("\n".join(["size,price", *rows]))
    return table


def test_the_curve_and_the_table_have_losses_in_one_unit(edunn, houses, tmp_path):
    path = tmp_path / "houses.edunn"
    answer = edunn("train", houses, "--epochs", 30, "-o", path)
    lines = answer.out.splitlines()
    (curve,) = (line for line in lines if line.startswith("held out"))
    (row,) = (line for line in lines if line.startswith(" held-out rows"))
    assert curve.split("-> ")[1].split()[0] == row.split()[3]
    assert "loss is that of price standardized; mae and rmse are in the unit of price" in answer.out
    again = edunn("evaluate", path, houses, "--held-out").out
    assert row.split()[3] in again
    assert "standardized" in again


def test_a_regression_answers_with_the_name_of_its_column(edunn, ask, houses, tmp_path):
    path = tmp_path / "houses.edunn"
    edunn("train", houses, "--epochs", 5, "-o", path)
    assert edunn("predict", path, "--row", "100").out.startswith("price ")
    assert edunn("predict", path, houses).out.split()[:2] == ["row", "price"]
    assert ask("inspect", path)["outputs"] == ["price"]
    header = edunn("predict", path, houses, "-o", "-").out.splitlines()[0]
    assert header == "size,price,prediction"


def test_a_table_may_come_through_standard_input(ask, edunn, flowers, tmp_path):
    table, path = flowers.read_text(), tmp_path / "net.edunn"
    options = ("--target", "species", "--epochs", 3)
    piped = ask("train", "-", *options, "-o", path, stdin=table)
    assert piped["data"] == "standard input"
    assert piped["history"]["loss"] == ask("train", flowers, *options)["history"]["loss"]
    assert ask("predict", path, "-", stdin=table) == ask("predict", path, flowers)
    assert ask("evaluate", path, "-", "--held-out", stdin=table)["rows"] == 8
    assert ask("data", "-", stdin=table)["rows"] == 30
    assert edunn("explain", "-", *options[:2], stdin=table).code == 0
    assert "is empty" in edunn("train", "-", stdin="").err
