"""A wrong use of the command is one line on stderr, and exit code 2."""

import pytest

WRONG = {
    "train": "edunn train needs DATA. For example: edunn train iris",
    "predict": "edunn predict needs MODEL. For example: edunn predict iris.edunn",
    "race iris": "edunn race needs --between. For example: edunn race iris --between adam",
    "trian iris": "there is no command 'trian'. Did you mean 'train'?",
    "iris": "there is no command 'iris'. See edunn --help.",
    "--foo": "edunn has no option --foo. See edunn --help.",
    "train iris --epohcs 3": "edunn train has no option --epohcs. Did you mean '--epochs'?",
    "train iris -x": "edunn train has no option -x. See edunn train --help.",
    "train iris --epochs many": "--epochs many: a whole number is expected.",
    "train iris --epochs": "option '--epochs' requires an argument.",
    "train iris --test x": "--test x: a number is expected.",
    "data iris --head -3": "--head -3: a whole number from 0 on is expected.",
    "explain iris --digits 99": "--digits 99: a whole number from 1 to 16 is expected.",
    "train iris wine": "got unexpected extra argument(s) (wine). See edunn train --help.",
    "train iris --json=yes": "option '--json' does not take a value.",
}


@pytest.mark.parametrize("words", WRONG)
def test_is_told_in_one_line(edunn, words):
    answer = edunn(*words.split())
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"error: {WRONG[words]}")
    assert answer.err.count("\n") == 1


def test_without_arguments_the_help_is_shown(edunn):
    answer = edunn()
    assert "edunn train iris" in answer.out + answer.err
    assert "error" not in answer.out + answer.err
