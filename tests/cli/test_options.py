"""One name for one thing: an option means the same, and has the same letter, in every verb."""

from collections import defaultdict

import pytest
import typer

from edunn.cli.app import VERBS, app
from edunn.cli.usage import OTHER_WORDS

COMMANDS = typer.main.get_command(app).commands
OPTIONS = [
    (verb, param)
    for verb, command in COMMANDS.items()
    for param in command.params
    if param.param_type_name == "option"
]
OF_THE_VERB = {"--output", "--row", "--seed"}
"""Options that are the same thing in each verb, but whose help says what this verb does with it."""


def by_name(value):
    """For each long name of an option, the values that it has in different verbs."""
    found = defaultdict(set)
    for _, param in OPTIONS:
        for name in param.opts:
            if name.startswith("--"):
                found[name].add(value(param))
    return found


def shorts(param):
    return tuple(name for name in param.opts if not name.startswith("--"))


def test_an_option_has_the_same_names_in_every_verb():
    assert {
        name: found for name, found in by_name(lambda p: (*p.opts,)).items() if len(found) > 1
    } == {}


def test_a_letter_stands_for_one_option():
    letters = defaultdict(set)
    for _, param in OPTIONS:
        for letter in shorts(param):
            letters[letter].add(param.opts[0])
    assert {letter: names for letter, names in letters.items() if len(names) > 1} == {}
    assert by_name(shorts)["--output"] == {("-o",)}


def test_an_option_means_the_same_in_every_verb():
    meanings = by_name(lambda param: (param.help, param.metavar, param.multiple, param.is_flag))
    different = {name for name, found in meanings.items() if len(found) > 1}
    assert different <= OF_THE_VERB


@pytest.mark.parametrize("verb", sorted(set(COMMANDS) - {"help"}))
def test_every_verb_can_be_quiet_and_speak_json(verb):
    names = {name for other, param in OPTIONS if other == verb for name in param.opts}
    assert {"--quiet", "-q"} <= names
    assert "--json" in names or verb == "studio"


def test_words_of_others_are_no_options_and_lead_to_one():
    known = {name for _, param in OPTIONS for name in param.opts}
    assert not known & OTHER_WORDS.keys()
    assert known >= set(OTHER_WORDS.values())


@pytest.mark.parametrize("word", sorted(OTHER_WORDS))
def test_the_word_of_another_program_is_answered_with_ours(edunn, word):
    meant = OTHER_WORDS[word]
    verb = next(verb for verb, param in OPTIONS if meant in param.opts)
    answer = edunn(verb, "iris", word, "x")
    assert answer.code == 2
    assert answer.err.startswith(f"error: edunn {verb} has no option {word}. It is {meant}")


def test_every_verb_has_examples_that_its_help_shows(edunn):
    for function, examples in VERBS.items():
        verb = function.__name__.removeprefix("show_")
        shown = " ".join(edunn(verb, "--help").out.split())
        assert all(" ".join(example.split()) in shown for example in examples)
