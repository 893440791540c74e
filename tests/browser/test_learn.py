"""A lesson read, an exercise written and checked, a question answered; by the keyboard alone."""

import pytest
from playwright.sync_api import expect
from tests.browser.driving import comes_to_rest, settles, wait_until
from tests.browser.lab import live, stands
from tests.browser.test_every_screen import PHONE, axe_finds_nothing

SUM = "import numpy as np\n\n\ndef mse(y, t):\nreturn np.sum((y - t) ** 2)"


def written(page, code):
    """An answer to the first exercise; Enter indents behind the colon."""
    editor = page.get_by_role("textbox", name="Your answer to exercise 1")
    editor.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(code)
    return editor


def checked(page, words):
    """What a check has said; the solution of the lesson has said it, too."""
    return page.locator(".results-of-check").get_by_text(words)


def test_a_wrong_answer_is_named_and_the_right_one_stays_done(open_page, studio):
    page = open_page("#/learn")
    page.get_by_role("button", name="Loss").press("Enter")
    expect(page.get_by_role("heading", name="4 · Loss")).to_be_focused()
    editor = written(page, SUM)
    expect(editor).to_have_value(SUM.replace("return", "    return"))
    page.keyboard.press("Control+Enter")
    expect(checked(page, "The sum instead of the mean.")).to_be_visible(timeout=60_000)
    written(page, SUM.replace("sum", "mean"))
    page.keyboard.press("Control+Enter")
    expect(checked(page, "mse: right")).to_be_visible(timeout=60_000)
    page.reload()
    expect(editor).to_have_value(SUM.replace("sum", "mean").replace("return", "    return"))
    expect(page.get_by_text("1 of 8 done").first).to_be_visible()


def test_a_question_is_unfolded_and_answered(open_page, studio):
    page = open_page("#/learn?lesson=5")
    question = page.get_by_role("region", name="Question 1")
    question.get_by_text("Answer").press("Enter")
    question.get_by_label("I knew it").press(" ")
    expect(page.get_by_text("1 of 7 done").first).to_be_visible()
    marks = studio.ask("api/progress")["marks"]
    assert ("question", "5.1", True) in [(m["kind"], m["name"], m["is_done"]) for m in marks]


def test_try_it_sets_the_lab_beside_the_lesson_and_can_be_undone(open_page):
    page = open_page("#/learn?lesson=5", viewport={"width": 1440, "height": 900})
    lab = page.get_by_role("region", name="Lab beside the lesson")
    lab.get_by_role("tab", name="Training").press("Enter")
    batch = lab.get_by_role("textbox", name="Batch size")
    batch.fill("7")
    batch.press("Enter")
    page.get_by_role("link", name="open the experiment").press("Enter")
    expect(batch).to_have_value("150")
    expect(page.get_by_role("heading", name="5 · The gradient")).to_be_attached()
    lab.get_by_role("button", name="Play").press("Enter")
    expect(live(page)).to_contain_text(stands(r"\d+", "(running|finished)"), timeout=60_000)
    lab.get_by_role("button", name="Your former settings").press("Enter")
    expect(batch).to_have_value("7")
    expect(lab.get_by_role("button", name="Your former settings")).to_have_count(0)


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (1200, 800)])
@pytest.mark.parametrize("locale", ["en-US", "es-ES"])
def test_the_lab_beside_a_lesson_fits_the_window(open_page, size, locale):
    width, height = size
    page = open_page("#/learn?lesson=9", viewport={"width": width, "height": height}, locale=locale)
    lab = page.locator(".lab.beside-lesson")
    lab.locator(".bar-buttons .main").click()
    expect(lab.locator(".boundary")).to_be_visible(timeout=60_000)
    scroll = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"

    def holds() -> None:
        assert page.evaluate(scroll) == [width, height]
        for part in (".bar-state", ".diagram-stage", ".lab-curves", ".lab-output", ".lab-foot"):
            box = lab.locator(part).first.bounding_box()
            assert box["x"] + box["width"] <= width
            assert box["y"] + box["height"] <= height
        state, menu = (lab.locator(part).bounding_box() for part in (".bar-state", ".bar-menu"))
        is_beside = state["x"] + state["width"] <= menu["x"]
        assert is_beside or state["y"] + state["height"] <= menu["y"]

    settles(holds)


def test_on_a_phone_try_it_leads_to_the_lab_and_back_to_the_same_place(open_page):
    page = open_page("#/learn?lesson=5", viewport=PHONE)
    link = page.get_by_role("link", name="open the experiment")
    link.press("Enter")
    expect(page.get_by_role("link", name="Lab", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    page.get_by_role("tab", name="Training").click()
    expect(page.get_by_role("textbox", name="Batch size")).to_have_value("150")
    page.get_by_role("link", name="Back to lesson 5").click()
    expect(link).to_be_in_viewport()
    expect(page.get_by_role("link", name="Back to lesson 5")).to_have_count(0)


def test_the_next_visit_goes_on_where_the_last_one_ended(open_page, studio):
    page = open_page("#/learn?lesson=6")
    question = page.get_by_role("region", name="Question 2")
    expect(question).to_be_visible()
    page.wait_for_timeout(500)
    question.scroll_into_view_if_needed()
    place = {"lesson": 0, "part": 0}

    def is_kept() -> bool:
        place.update(studio.ask("api/progress")["place"] or {})
        return place["lesson"] == 6 and place["part"] > 5

    wait_until(is_kept, "the place is not kept")
    again = open_page("#/learn")
    expect(again.get_by_role("heading", name="6 · Backpropagation")).to_be_attached()
    expect(again.locator(f"[data-part='{place['part']}']")).to_be_in_viewport()
    again.get_by_role("button", name="All lessons").first.click()
    expect(again.get_by_role("heading", name="Lessons")).to_be_visible()


def test_a_cell_shows_what_it_prints_and_draws(open_page):
    page = open_page("#/learn?lesson=4")
    results = page.get_by_role("group", name="What the cell shows")
    expect(results.first).to_contain_text("loss          = (0 + 1 + 1)/3 = 0.6667", timeout=60_000)
    expect(results.nth(1).get_by_role("img", name="Prediction")).to_be_visible()


def test_an_exercise_sees_the_answer_above_it(open_page):
    page = open_page("#/learn?lesson=2")
    editor = page.get_by_role("textbox", name="Your answer to exercise 2")
    editor.fill("import numpy as np\n\ndef dense_forward(x, W, b):\n    return x @ W + b\n")
    editor.press("Control+Enter")
    expect(checked(page, "dense_forward: right")).to_be_visible(timeout=60_000)
    other = page.get_by_role("textbox", name="Your answer to exercise 4")
    other.fill(
        "def two_layer_forward(x, W1, b1, W2, b2):\n"
        "    return dense_forward(np.maximum(dense_forward(x, W1, b1), 0), W2, b2)\n"
    )
    other.press("Control+Enter")
    expect(checked(page, "two_layer_forward: right")).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_a_lesson_beside_the_lab(open_page, theme):
    wide = {"width": 1440, "height": 900}
    page = open_page("#/learn?lesson=7", color_scheme=theme, viewport=wide)
    expect(page.get_by_role("group", name="What the cell shows").first).to_be_attached()
    expect(page.get_by_role("region", name="Lab beside the lesson")).to_be_visible()
    comes_to_rest(page, 0.5)  # the formulas are set
    axe_finds_nothing(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lesson", [4, 17])
def test_axe_finds_nothing_in_a_lesson_on_a_phone(open_page, lesson, theme):
    page = open_page(f"#/learn?lesson={lesson}", color_scheme=theme, viewport=PHONE)
    expect(page.get_by_role("region", name="Question 3")).to_be_visible()
    comes_to_rest(page, 0.5)  # the formulas are set
    axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
