from dataclasses import replace

import pytest
from tests.experiments.pages.test_article_page import Reader
from tests.experiments.worlds import TINY, grid, runs

from edunn.evaluation import Evaluation
from edunn.experiments import Comparison, Score, html_comparison
from edunn.messages import Message


def by_rate(seed, learning_rate, epochs):
    return learning_rate + epochs / 100 + seed / 1000


@pytest.fixture(scope="module")
def page():
    return html_comparison(grid(by_rate, seeds=6, learning_rate=[0.1, 0.5], epochs=[10, 20]))


def test_the_page_is_well_formed_and_stands_alone(page):
    reader = Reader(page)
    assert reader.open == []
    assert not {"script", "link", "img", "iframe"} & set(reader.tags)
    assert "http" not in page
    assert "url(" not in page


def test_every_picture_has_a_text_alternative(page):
    reader = Reader(page)
    assert reader.tags.count("svg") == 2 + 4  # training and held-out rows; a strip for each recipe
    assert reader.tags.count("desc") == 6


def test_it_has_the_best_the_sentences_and_the_method(page):
    assert "Best on held-out rows: learning_rate 0.5, epochs 20, median accuracy 0.70" in page
    assert "learning_rate 0.5 beats 0.1 in 6 of 6 seeds" in page
    assert "averaged over all values of the others" in page
    assert "exact sign test" in page


def test_recipes_by_name_are_described_and_escaped():
    recipe = TINY.recipe
    found = {
        "<b>": runs(recipe, [0.5, 0.6]),
        "wide": runs(recipe.varied(algorithm="adam"), [0.4, 0.5]),
    }
    page = html_comparison(Comparison(found))
    assert "&lt;b&gt; beats wide in 2 of 2 seeds" in page
    assert "4 - 3 relu - 3 softmax; adam, rate 0.01" in page
    assert "Every combination" not in page


def test_one_recipe_alone_is_a_page_too():
    page = html_comparison(Comparison({"only": runs(TINY.recipe, [0.5])}))
    assert "What beats what" not in page
    assert "1 recipe on iris" in page


def test_errors_have_a_scale_of_their_own():
    def erring(rmse):
        outcome = runs(TINY.recipe, [0.5])
        score = Score(Evaluation(0.5, mae=rmse, rmse=rmse, r2=0.0))
        return replace(outcome, runs=(replace(outcome[0], held_out=score, training=score),))

    found = {"fine": erring(2.0), "worse": erring(4.0), "lost": erring(float("inf"))}
    page = html_comparison(Comparison(found))
    assert "Root mean squared error on held-out rows" in page
    assert "from 0 to 8" in page
    assert Reader(page).open == []


def test_it_tells_what_deserves_attention_in_the_trainings():
    comparison = grid(by_rate, seeds=4, learning_rate=[0.1], epochs=[10])
    ((name, fine),) = comparison.runs.items()
    rates = (0.2, 0.3)
    noted = [Message("doctor.rate_too_high.jumps", rate=rate) for rate in rates]
    notes = [(noted[0],), (), (noted[1], noted[1]), ()]
    odd = replace(fine, runs=tuple(map(lambda r, n: replace(r, notes=n), fine.runs, notes)))
    page = html_comparison(replace(comparison, runs={name: odd}))
    assert f"{name}: With 2 of 4 seeds: {noted[0]}" in page
    assert "<h2>Notes</h2>" not in html_comparison(comparison)
