import json

import pytest

from edunn.cli.reading import read_contenders
from edunn.experiments import Recipe

QUICK = ("--budget", 6_000, "--seeds", 2)


def flat(text):
    return " ".join(text.split())


def test_tells_in_a_pipe_who_is_where_at_equal_passes(edunn):
    answer = edunn("race", "iris", "--between", "adam learning_rate=0.01, pgpe", *QUICK)
    assert answer.code == 0, answer.err
    assert "Accuracy on held-out rows, at equal forward passes" in answer.out
    for word in ("1,000", "6,000", "Standings", "to 0.95", "median of 2"):
        assert word in flat(answer.out)
    assert (
        "4 (scale standardize) - 16 tanh (l2 0.27) - 3 softmax, 6,000 forward passes each, 2 seeds"
        in answer.err
    )
    assert "\x1b" not in answer.out + answer.err
    assert max(map(len, answer.out.splitlines())) <= 80


def test_many_contenders_fit_below_each_other(edunn):
    contenders = "adam,sgd,momentum,nesterov,rmsprop"
    answer = edunn("race", "iris", "-b", contenders, "--budget", 1_000, "--seeds", 1)
    assert answer.out.count("Accuracy on held-out rows") == 2
    assert "gradient" not in answer.out
    for name in contenders.split(","):
        assert f" {name} " in flat(answer.out)


def test_writes_a_page_and_a_document(edunn, tmp_path):
    page, document = tmp_path / "race.html", tmp_path / "race.json"
    answer = edunn(
        *("race", "iris", "-b", "adam", "-b", "sgd", *QUICK),
        *("--output", page, "--output", document, "--quiet"),
    )
    assert (answer.code, answer.err) == (0, "")
    assert page.read_text().startswith("<!doctype html>")
    assert [it["algorithm"] for it in json.loads(document.read_text())["contenders"]] == [
        "adam",
        "sgd",
    ]
    assert f"Written: {page}" in flat(answer.out).replace("/ ", "/")


def test_json_holds_the_numbers_and_takes_the_network_of_train(ask):
    found = ask(
        *("race", "iris", "-b", "adam,momentum", "--network", "4,2 tanh,3 softmax"),
        *("--scale", "none", "--batch-size", 8, "--budget", "1e3", "--seeds", 1),
    )
    assert found["contenders"][0]["network"] == [[4], [2, "tanh"], [3, "softmax"]]
    assert found["budget"] == 1_000
    assert found["measurements"][0]["passes"] == 0
    assert {it["passes"] % 24 for it in found["measurements"] if it["mark"] < 300} == {0}


def test_a_csv_file_and_numbers_race_too(edunn, flowers):
    assert edunn("race", flowers, "-b", "adam,snes", "--target", "species", *QUICK).code == 0
    answer = edunn("race", "curve", "-b", "adam,snes", "--budget", 20_000, "--seeds", 1)
    assert answer.code == 0
    assert "is standardized for training" in answer.err
    assert "Loss on held-out rows" in answer.out


def test_contenders_are_easy_to_type():
    texts = ["adam  learning-rate=1e-2 ,pgpe", "genetic_algorithm selection=rank"]
    contenders = read_contenders(texts, Recipe([[4], [3, "softmax"]]))
    assert {name: it.settings for name, it in contenders.items()} == {
        "adam learning_rate=0.01": {"learning_rate": 0.01},
        "pgpe": {},
        "genetic_algorithm selection=rank": {"selection": "rank"},
    }


def test_a_batch_size_is_shared_by_contenders_without_their_own():
    shared = Recipe([[4], [3, "softmax"]], settings={"batch_size": 16})
    contenders = read_contenders(["adam batch_size=8, momentum"], shared)
    assert [it.settings["batch_size"] for it in contenders.values()] == [8, 16]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-b", "adam"], "a race needs two contenders or more, but there is adam."),
        (["-b", "adam,adm"], "Did you mean 'adam'"),
        (["-b", "adam,adam"], "adam is there twice"),
        (["-b", "adam,,pgpe"], "a contender is empty"),
        (["-b", "adam, sigma=3"], "'sigma=3' is not an algorithm"),
        (["-b", "adam pgpe"], "Contenders are separated by commas"),
        (["-b", "adam, pgpe sigma=1 sigma=2"], "sigma twice"),
        (["-b", "adam, pgpe sigm=1"], "Did you mean 'sigma'"),
        (["-b", "adam, pgpe seed=1"], "the same for all contenders; use --seeds"),
        (["-b", "adam,pgpe", "--budget", "1000"], "its first generation takes 5,600"),
        (["-b", "adam,pgpe", "--budget", "0.5"], "a whole number of passes"),
        (["-b", "adam,pgpe", "--budget", "inf"], "a whole number of passes"),
        (["-b", "adam,pgpe", "--seeds", "0"], "seeds is 0"),
        (["-b", "adam,pgpe", "--output", "race.txt"], "end in .html or .json"),
        (["-b", "adam,pgpe", "--output", "nowhere/race.html"], "a folder that exists"),
        (["-b", "adam,pgpe", "--network", "16,8"], "use --hidden"),
        (["-b", "adam,pgpe", "--test", "1.5"], "1.5"),
    ],
)
def test_refuses_in_one_line(edunn, refusal, arguments, words):
    assert words in refusal("race", "iris", *arguments)
    assert edunn("race", "iris", *arguments).err.count("\n") == 1  # no plan before the refusal
