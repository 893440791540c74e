"""Small tables beside scikit-learn: the forms are as described, and the default recipe keeps up."""

from statistics import median

import pandas as pd
import pytest
from benchmarks.forms import FORMS, form
from benchmarks.tables import BUNDLED, NAMES, Row, Scores, main, rows, table, verdict


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_the_same_every_time(name):
    first, second = form(name), form(name)
    pd.testing.assert_frame_equal(first, second)
    assert len(first) >= 200
    assert not first.iloc[:, -1].isna().any()


@pytest.mark.parametrize("name", ["heart", "penguins", "wheat-seeds-like", "grades-like"])
def test_both_get_the_same_rows(name):
    data, columns = table(name)
    assert len(data) == len(columns)
    if data.task == "regression":
        assert columns.iloc[:, -1].tolist() == data.targets.tolist()
    elif name in FORMS:
        assert columns.iloc[:, -1].astype(str).tolist() == data.labels.tolist()


def test_there_are_at_least_twelve_tables():
    assert len(NAMES) >= 12
    assert {"diabetes", "penguins"} <= set(BUNDLED)


def test_a_table_that_is_behind_is_named():
    level = Row("level", 100, 3, False, (Scores(0.8, 0.8, 0.7), Scores(0.7, 0.6, 0.7)))
    late = Row("late", 100, 3, False, (Scores(0.7, 0.8, 0.7),))
    assert verdict([level]) == "No table is more than 0.01 behind the better of the two."
    assert verdict([level, late]).startswith("late: more than 0.01 behind")
    assert (level.behind_linear, late.lead) == (0, pytest.approx(-0.1))


@pytest.mark.parametrize("name", ["heart", "noisy-medical", "grades-like"])
def test_the_default_is_not_behind_a_linear_model_on_noisy_tables(name):
    (row,) = rows([name], seeds=5, workers=1)
    assert row.behind_linear < 5
    assert median(score.edunn - score.linear for score in row.scores) > -0.03


def test_the_command_prints_a_table(capsys):
    main(["--only", "iris", "--seeds", "1", "--workers", "1"])
    assert "| iris | 150 | 4 |" in capsys.readouterr().out
