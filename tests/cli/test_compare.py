import json

import pytest
from rich.console import Console
from tests.experiments.worlds import grid

from edunn.cli.compare import heat_table
from edunn.cli.reading import read_axes
from edunn.cli.recipes import grid_of
from edunn.data import load
from edunn.plots.colours import CIVIDIS

QUICK = ("--seeds", 2, "--workers", 1)
IRIS = load("iris")


@pytest.fixture(scope="module")
def compared(edunn, tmp_path_factory):
    """Two settings, in the terminal and in both files."""
    folder = tmp_path_factory.mktemp("comparison")
    files = folder / "compare.html", folder / "compare.json"
    axes = ("--vary", "learning_rate=0.001,0.1", "--vary", "epochs=1,5,20")
    outputs = ("--output", files[0], "--output", files[1])
    return edunn("compare", "iris", *axes, "--seeds", 6, "--workers", 1, *outputs), files


def test_shows_a_heat_map_a_ranking_and_what_is_chance(compared):
    answer, files = compared
    assert answer.code == 0, answer.err
    lines = answer.out.splitlines()
    assert lines[0] == "Median accuracy by learning_rate (down), epochs (across)"
    assert lines[2].split() == ["1", "5", "20"]
    assert [lines[k].split()[0] for k in (4, 5)] == ["0.001", "0.1"]
    assert "iris, 6 seeds each: accuracy on held-out rows, by median" in answer.out
    assert "learning_rate 0.1 beats 0.001 in " in answer.out
    assert "averaged over all values of the others" in answer.out
    assert lines[-1] == f"Written: {files[1]}"
    assert "6 combinations, 6 seeds each" in answer.err


def test_writes_a_page_and_a_document(compared):
    page, document = (file.read_text("utf-8") for file in compared[1])
    assert page.startswith("<!doctype html>")
    assert "learning_rate \N{MULTIPLICATION SIGN} epochs on iris" in page
    assert json.loads(document)["axes"] == {
        "learning_rate": ["0.001", "0.1"],
        "epochs": ["1", "5", "20"],
    }


def test_json_is_the_document(ask, compared):
    axes = ("--vary", "learning_rate=0.001,0.1", "--vary", "epochs=1,5,20")
    document = ask("compare", "iris", *axes, "--seeds", 6, "--workers", 1)
    written = json.loads(compared[1][1].read_text("utf-8"))
    assert document["files"] == []
    for key in ("schema", "measure", "seeds", "axes", "ranking", "paired_comparisons"):
        assert document[key] == written[key]


def test_cells_are_shaded_where_there_are_colours():
    comparison = grid(lambda seed, rate, epochs: rate + epochs, rate=[0.1, 0.2], epochs=[0.1, 0.7])
    console = Console(force_terminal=True, color_system="truecolor", width=60)
    with console.capture() as captured:
        console.print(heat_table(comparison))
    for ground in (CIVIDIS[0], CIVIDIS[-1]):
        assert f"48;2;{ground.red};{ground.green};{ground.blue}m" in captured.get()


def test_is_narrow_and_plain_in_a_narrow_pipe(edunn):
    axes = ("--vary", "learning_rate=0.001,0.1", "--vary", "epochs=1,5")
    answer = edunn("compare", "noisy_xor", *axes, *QUICK, COLUMNS="60")
    assert "\x1b" not in answer.out
    assert max(map(len, answer.out.splitlines())) <= 60


def test_one_axis_needs_no_heat_map(edunn):
    answer = edunn(
        "compare", "noisy_xor", "--vary", "algorithm=adam,genetic_algorithm", "--epochs", 1, *QUICK
    )
    assert answer.code == 0, answer.err
    assert "(across)" not in answer.out
    assert "averaged" not in answer.out


def test_of_many_only_the_first_are_listed(edunn):
    rates = ",".join(f"0.0{k}" for k in range(1, 10))
    axes = ("--vary", f"learning_rate={rates}", "--vary", "epochs=1,2")
    assert "the first 12 of 18 by median" in edunn("compare", "noisy_xor", *axes, *QUICK).out


def test_regressions_are_learned_in_units_of_their_spread(edunn, tmp_path):
    table = tmp_path / "houses.csv"
    rows = [f"{size},{250_000 + 3_000 * size}" for size in range(20, 60)]
    table.write_text("\n".join(["size,price", *rows]))
    answer = edunn("compare", table, "--vary", "epochs=1,60", "--layers", "1,1", *QUICK)
    assert answer.code == 0, answer.err
    assert "price is standardized for training" in answer.err
    assert "rmse on held-out rows" in answer.out


def test_quiet_is_quiet(edunn):
    assert edunn("compare", "noisy_xor", "--vary", "epochs=1,2", "--quiet", *QUICK).err == ""


def test_values_with_commas_are_parted_by_semicolons():
    axes = read_axes(["network=4,3;4,8 relu,3", "optimizer=adam, sgd", "batch-size=1,32"])
    assert axes == {
        "layers": ["4,3", "4,8 relu,3"],
        "algorithm": ["adam", "sgd"],
        "batch_size": [1, 32],
    }


def test_every_kind_of_setting_may_vary():
    axes = read_axes(
        ["hidden=4;8,4 tanh", "scale=none,min_max", "initializer=zeros", "beta1=0.5", "loss=mse"]
    )
    cells = grid_of(IRIS, axes, {"epochs": 3}).cells
    assert len(cells) == 4
    recipe = cells["hidden 8,4 tanh, scale min_max, initializer zeros, beta1 0.5, loss mse"]
    assert recipe.network[0] == [4, {"scale": "min_max"}]
    assert recipe.network[1:3] == [[8, "relu"], [4, "tanh"]]
    assert (recipe.loss, recipe.model, recipe.settings["beta1"], recipe.epochs) == (
        *("mse", {"initializer": "zeros"}, 0.5, 3),
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "nothing varies"),
        (["--vary", "epochs"], "is not name=value,value"),
        (["--vary", "=1,2"], "is not name=value,value"),
        (["--vary", "epochs="], "has an empty value"),
        (["--vary", "epochs=1,,2"], "has an empty value"),
        (["--vary", "epochs=2,2"], "has the value 2 twice"),
        (["--vary", "epochs=1", "--vary", "epochs=2"], "comes twice"),
        (["--vary", "epoks=1,2"], "Did you mean 'epochs'"),
        (["--vary", "hiden=1,2"], "Did you mean 'hidden'"),
        (["--vary", "beta=0.1,0.2"], "beta 0.1: unknown setting of adam 'beta'. Did you mean"),
        (["--vary", "algorithm=adam,agd"], "algorithm agd: unknown algorithm 'agd'"),
        (["--vary", "seed=1,2"], "see --seeds"),
        (["--vary", "learning_rate=fast"], "must be a positive number"),
        (["--vary", "layers=4,3;5,3"], "goes from 5 to 3"),
        (["--vary", "epochs=1,2", "--seeds", "0"], "seeds is 0"),
        (["--vary", "epochs=1,2", "--workers", "0"], "workers is 0"),
        (["--vary", "epochs=1,2", "--output", "x.pdf"], "end in .html or .json"),
        (["--vary", "epochs=1,2", "--output", "nowhere/x.html"], "a folder that exists"),
        (["--vary", "epochs=1,2", "--set", "seed=3"], "that is what --seed is for"),
    ],
)
def test_refuses_in_one_line(edunn, refusal, arguments, words):
    assert words in refusal("compare", "iris", *arguments)
    assert edunn("compare", "iris", *arguments).err.count("\n") == 1  # no plan before the refusal


def test_refuses_data_that_is_not_there(refusal):
    assert "Did you mean 'iris'" in refusal("compare", "irs", "--vary", "epochs=1,2")
