"""The page of an exported network, opened from its file: it predicts as the model does."""

import pytest
from playwright.sync_api import expect

from edunn import Model, data
from edunn.exports import export


@pytest.fixture
def complaints():
    return []


@pytest.fixture
def opened(browser, tmp_path, complaints):
    def page_of(model, name):
        export(model, tmp_path / f"{name}.html")
        page = browser.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url))
        page.goto((tmp_path / f"{name}.html").as_uri())
        return page

    return page_of


def test_a_field_for_each_input_and_a_bar_for_each_class(opened, complaints):
    iris = data.load("iris")
    model = Model([[4, {"scale": "standardize"}], [6, "tanh"], [3, "softmax"]], seed=0)
    model.train("adam", iris, epochs=30, learning_rate=0.05, progress=False)
    page = opened(model, "iris")
    expect(page.get_by_role("heading", name="iris")).to_be_visible()
    for row in iris.inputs[[0, 60, 120]]:
        for name, value in zip(iris.feature_names, row, strict=True):
            page.get_by_label(name).fill(str(value))
        expect(page.get_by_role("status")).to_have_text(model.classify(row))
        lines = page.get_by_role("row").all_inner_texts()
        assert [line.split()[0] for line in lines] == list(iris.class_names)
        shares = [float(line.split()[-1]) for line in lines]
        assert shares == pytest.approx(model.predict(row).tolist(), abs=6e-4)
        assert page.get_by_role("progressbar").count() == 3
    page.get_by_label(iris.feature_names[0]).fill("")
    expect(page.get_by_role("status")).to_have_text("a row is 4 numbers, not 3")
    assert [it for it in complaints if not it.startswith("file:")] == []


def test_a_text_field_for_many_inputs(opened, complaints):
    model = Model([[8, 8, 1], ["conv", 2, 3, "relu"], ["flatten"], [2]], "mse", seed=0)
    page = opened(model, "image <b>1 & 2")
    expect(page.get_by_role("heading", name="image <b>1 & 2")).to_be_visible()
    page.get_by_label("64 numbers").fill(", ".join(["0.5"] * 64))
    y = model.predict([[[[0.5]] * 8] * 8])[0]
    lines = page.get_by_role("row").all_inner_texts()
    assert [float(line.split()[-1]) for line in lines] == pytest.approx(y.tolist(), rel=1e-4)
    assert [it for it in complaints if not it.startswith("file:")] == []
