"""The script is run as it stands, and must end where the run did."""

import pytest

from edunn.studio.compiler import KERNELS
from edunn.studio.new_tables import NewTable
from edunn.studio.own_tables import keep_table
from edunn.studio.views.report import report_of_run
from edunn.studio.views.results import results_view
from edunn.studio.views.script import script_of_run


def outcome(script):
    """What the script's variables are in the end."""
    names = {}
    exec(compile(script, "script.py", "exec"), names)
    return names


def check(lab, run, capsys):
    script = script_of_run(lab.session, run).script
    names = outcome(script)
    curves = lab.session.runs.curves(run)
    done = len(curves.index)
    history = names["history"]
    assert [record.loss for record in history][:done] == curves.loss
    assert [record.val_loss for record in history][:done] == curves.val_loss
    assert [record.learning_rate for record in history][:done] == curves.learning_rate or (
        lab.session.runs.message(run).is_evolution
    )
    assert "held-out loss" in capsys.readouterr().out
    return names


OF_IMAGES = [
    {
        "kind": "layer",
        "name": "conv",
        "settings": {"filters": 2, "kernel": 3},
        "activation": "relu",
    },
    {"kind": "layer", "name": "max_pool", "settings": {"window": 2, "padding": "same"}},
    {"kind": "layer", "name": "flatten"},
]


@pytest.mark.parametrize(
    "settings",
    [
        {"data": {"name": "moons", "rows": 80, "noise": 0.1, "seed": 3}},
        {"data": {"name": "heart", "test": 0.3}, "scaling": "min_max", "seed": 5},
        {"hidden": [{"units": 6}, {"kind": "dropout", "rate": 0.2}], "batch_size": 10},
        {"hidden": [], "loss": "mse", "output": "sigmoid"},
        {"algorithm": {"name": "genetic_algorithm", "settings": {"population_size": 20}}},
        {"data": {"name": "curve", "rows": 50}, "algorithm": {"name": "sep_cma_es"}},
        {"data": {"name": "curve", "rows": 50}},
        {"data": {"name": "xor"}, "hidden": [{"units": 4}]},
        {"data": {"name": "digits_8x8"}, "scaling": "none", "hidden": OF_IMAGES},
    ],
    ids=["toy", "heart", "dropout", "plain", "genetic", "cma", "regression", "tiny", "images"],
)
def test_the_script_does_what_the_run_did(lab, capsys, settings):
    run = lab.begin(epochs=12, **settings)
    lab.finished(run)
    check(lab, run, capsys)


def layer(name, activation=None, **settings):
    return {"kind": "layer", "name": name, "settings": settings, "activation": activation}


@pytest.mark.parametrize(
    ("data", "hidden", "algorithm"),
    [
        ("parity", [layer("gru", units=3)], "adam"),
        ("parity", [layer("simple_rnn", "tanh", units=3, sequences=True), OF_IMAGES[2]], "pgpe"),
        ("sine", [layer("lstm", units=2, forget_bias=0.5)], "adam"),
        (
            "digits_8x8",
            [
                layer("conv", "relu", filters=2, kernel=3, padding="same", bias=False),
                layer("batch_norm", momentum=0.8),
                layer("average_pool", window=2, stride=1),
                {"kind": "dropout", "rate": 0.1},
                layer("global_average_pool"),
            ],
            "momentum",
        ),
        (
            "parity",
            [
                {"units": 4, "activation": "tanh"},
                layer("positional_encoding"),
                layer("self_attention", heads=2, causal=True),
                layer("layer_norm"),
                OF_IMAGES[2],
            ],
            "genetic_algorithm",
        ),
    ],
    ids=["gru", "simple_rnn", "lstm", "normalized", "attention"],
)
def test_the_script_of_other_layers_does_what_the_run_did(lab, capsys, data, hidden, algorithm):
    run = lab.begin(
        epochs=3,
        data={"name": data},
        scaling="none",
        hidden=hidden,
        algorithm={"name": algorithm, "settings": {}},
    )
    lab.finished(run)
    check(lab, run, capsys)


def test_orders_in_mid_run_are_told(lab, capsys):
    run = lab.begin(epochs=10)
    lab.epochs(run, 2)
    lab.steps(run, 3)
    lab.tell(run, "rate", learning_rate=0.05)
    lab.steps(run, 2)
    lab.tell(run, "rate", learning_rate=0.02)
    lab.finished(run)
    lab.tell(run, "extend", epochs=5)
    lab.epochs(run, 1)
    lab.tell(run, "rate", learning_rate=0.5)
    lab.finished(run)
    names = check(lab, run, capsys)
    assert len(names["history"]) == 15


@pytest.mark.parametrize("units", [6, 700])  # by plain loops, and by products of blocks
def test_mini_batches_and_penalties_in_mid_run_are_told(lab, capsys, units):
    run = lab.begin(epochs=6, hidden=[{"units": units}, {"kind": "dropout"}, {"units": 4}])
    lab.epochs(run, 1)
    lab.steps(run, 2)
    assert lab.tell(run, "batch_size", batch_size=5).batch_size == 5
    lab.steps(run, 3)
    told = lab.tell(run, "regularize", regularizer="l2", strength=0.05)
    assert told.regularization.regularizer == "l2"
    lab.steps(run, 1)
    lab.tell(run, "batch_size", batch_size=64)
    lab.epochs(run, 2)
    lab.restart()
    assert lab.session.runs.message(run).batch_size == 64
    lab.tell(run, "regularize", regularizer=None)
    lab.finished(run)
    check(lab, run, capsys)
    lab.tell(run, "reset")
    assert lab.session.runs.message(run).batch_size is None


def test_orders_outlive_the_session(lab, capsys):
    run = lab.begin(epochs=8)
    lab.epochs(run, 2)
    lab.tell(run, "rate", learning_rate=0.05)
    lab.restart()
    lab.finished(run)
    check(lab, run, capsys)


@pytest.mark.parametrize(
    ("algorithm", "epochs"), [("adam", 8000), ("genetic_algorithm", 1500), ("low_rank_es", 1500)]
)
def test_another_engine_in_mid_run_is_told(lab, slow, tmp_path, capsys, algorithm, epochs):
    pytest.importorskip("numba")
    lab.session.runs._compiler = slow
    settings = {} if algorithm == "adam" else {"fitness": "loss"}
    run = lab.begin(
        data={"name": "moons"},
        hidden=[{"units": 4, "activation": "relu"}],
        algorithm={"name": algorithm, "settings": settings},
        epochs=epochs,
    )
    lab.epochs(run, 2)
    lab.steps(run, 2)
    assert lab.session.runs.message(run).engine == "numpy"
    for kernel in KERNELS.values():
        (tmp_path / kernel.split()[0]).touch()
    lab.wait(lambda: slow.is_ready(lab.session.runs.open(run).run.kernels))
    lab.finished(run)
    assert lab.session.runs.message(run).engine == "fused"
    script = script_of_run(lab.session, run).script
    assert "use_engine(training, 'numpy')" in script
    assert "use_engine(training, 'fused')" in script
    check(lab, run, capsys)


def test_a_reset_forgets_orders(lab):
    run = lab.begin(epochs=4)
    before = script_of_run(lab.session, run).script
    lab.tell(run, "rate", learning_rate=0.05)
    lab.tell(run, "extend", epochs=5)
    assert script_of_run(lab.session, run).script != before
    lab.tell(run, "reset")
    lab.restart()
    assert script_of_run(lab.session, run).script == before


@pytest.mark.parametrize("hidden", [[{"units": 8}], [{"units": 8}, {"kind": "dropout"}]])
def test_the_way_back_from_divergence_is_told(lab, capsys, hidden):
    algorithm = {"name": "gradient_descent", "settings": {"learning_rate": 1e6}}
    run = lab.begin(data={"name": "curve"}, algorithm=algorithm, epochs=12, hidden=hidden)
    for _ in range(3):
        lab.tell(run, "play")
        lab.settled(run, "diverged")
        lab.tell(run, "go_back")
    lab.tell(run, "rate", learning_rate=0.01)
    lab.finished(run)
    script = script_of_run(lab.session, run).script
    assert "suppress(DivergedError)" in script
    check(lab, run, capsys)


def test_the_way_back_of_evolution_is_told(lab, capsys):
    algorithm = {"name": "openai_es", "settings": {"learning_rate": 1e30, "sigma": 0.5}}
    run = lab.begin(data={"name": "curve"}, algorithm=algorithm, epochs=4)
    lab.tell(run, "play")
    lab.settled(run, "diverged")
    lab.tell(run, "go_back")
    script = script_of_run(lab.session, run).script
    assert "go_back(training)" in script
    compile(script, "script.py", "exec")


def test_a_table_of_ones_own(lab, capsys, monkeypatch, prices):
    keep_table(lab.session.workspace.data, NewTable(name="my prices", text=prices, target="area"))
    run = lab.begin(data={"name": "my prices"}, epochs=6)
    lab.finished(run)
    monkeypatch.chdir(lab.folder / "data")
    names = check(lab, run, capsys)
    assert names["data"].target_name == "area"
    plan = lab.session.view(run, results_view).parts[1]
    answers = names["model"].evaluate(names["held_out"])
    assert answers.mae == pytest.approx(plan.mae, rel=1e-5)


def test_a_table_is_read_by_the_program_as_it_was_said(lab, capsys, monkeypatch):
    rows = [f"{k % 7},{1 + k % 3},{'?' if k % 4 else 'low'},{k * k % 11}" for k in range(40)]
    options = {"header": False, "categorical": ["column_2"], "ignore": ["column_3"]}
    table = NewTable(name="codes", text="\n".join(rows), task="regression", **options)
    keep_table(lab.session.workspace.data, table)
    run = lab.begin(data={"name": "codes"}, epochs=4)
    lab.finished(run)
    monkeypatch.chdir(lab.folder / "data")
    data = check(lab, run, capsys)["data"]
    assert data.feature_names == ("column_1", "column_2=1", "column_2=2", "column_2=3")
    assert data.task == "regression"


def test_a_tiny_table_has_a_report_of_all_rows(lab):
    run = lab.begin(data={"name": "xor"}, epochs=3)
    lab.finished(run)
    assert "All rows: none is held out" in report_of_run(lab.session, run)
    assert "training_rows, held_out = data.parts()" in script_of_run(lab.session, run).script
