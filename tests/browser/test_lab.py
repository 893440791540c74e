"""The Lab, as a learner uses it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.driving import wait_until
from tests.browser.lab import (
    all_data,
    choose_data,
    chosen_data,
    close,
    drawer,
    epoch,
    live,
    menu_item,
    options_of,
    press,
    stands,
    write,
)


@pytest.fixture
def page(open_page) -> Page:
    return open_page()


def run_of(page: Page) -> int:
    return int(re.search(r"run=(\d+)", page.url)[1])


def wait_for_epoch(page: Page, least: int) -> None:
    expect(live(page)).to_contain_text(stands(r"\d+", ""))
    wait_until(lambda: epoch(page) >= least, f"epoch {least} does not come")


def test_iris_is_learned_from_a_fresh_start_and_the_report_is_read(page, studio):
    press(page, "Play")
    expect(live(page)).to_contain_text(stands(100, "finished"))
    accuracy = float(re.search(r"held-out accuracy\s+([\d.]+) %", live(page).inner_text())[1])
    assert accuracy >= 90  # of 38 rows held out
    assert studio.ask(f"api/runs/{run_of(page)}")["last"]["accuracy"] >= 0.95
    page.get_by_role("link", name="Results").click()
    report = page.get_by_role("table").filter(has_text="precision")
    for name in ("setosa", "versicolor", "virginica"):
        expect(report.first).to_contain_text(name)


def test_a_run_is_paused_stepped_changed_and_resumed(page, studio):
    write(page, "Epochs", "5000")
    press(page, "Play")
    wait_for_epoch(page, 5)
    press(page, "Pause")
    expect(live(page)).to_contain_text("paused")
    before, run = epoch(page), f"api/runs/{run_of(page)}"

    press(page, "One epoch")
    expect(live(page)).to_contain_text(stands(before + 1, "paused"))
    press(page, "One step")
    wait_until(lambda: studio.ask(run)["progress"] > 0, "no step was made")

    weights, rate = studio.ask(f"{run}/network")["layers"], studio.ask(run)["learning_rate"]
    slider = page.get_by_role("slider", name="Learning rate")
    for _ in range(4):
        slider.press("ArrowRight")
    wait_until(lambda: studio.ask(run)["learning_rate"] > 1.5 * rate, "the rate stays")
    assert studio.ask(f"{run}/network")["layers"] == weights

    press(page, "Play")
    wait_for_epoch(page, before + 5)
    press(page, "Pause")
    assert studio.ask(run)["learning_rate"] > 1.5 * rate


def test_one_number_of_the_curve_can_be_read_in_a_table(page, studio):
    write(page, "Epochs", "7")
    press(page, "Play")
    expect(live(page)).to_contain_text(stands(7, "finished"))
    chart = page.get_by_role("region", name="Loss", exact=True).first
    options_of(page, "Loss").get_by_role("checkbox", name="Show as table").check()
    close(page)
    last = studio.ask(f"api/runs/{run_of(page)}/curves")["val_loss"][-1]
    assert float(chart.get_by_role("cell").last.inner_text()) == pytest.approx(last, abs=1e-3)


def test_reloading_in_mid_run_loses_nothing(page):
    drawer(page, "Edit layers")
    write(page, "Units", "5")
    close(page)
    write(page, "Epochs", "150")
    press(page, "Play")
    wait_for_epoch(page, 10)
    address = page.url
    page.reload()
    layers = drawer(page, "Edit layers")
    expect(layers.get_by_role("textbox", name="Units")).to_have_value("5")
    close(page)
    assert run_of(page) == int(re.search(r"run=(\d+)", address)[1])
    expect(live(page)).to_contain_text(stands(150, "finished"))
    chart = page.get_by_role("region", name="Loss", exact=True).first
    options_of(page, "Loss").get_by_role("checkbox", name="Show as table").check()
    close(page)
    epochs = [row.split()[0] for row in chart.get_by_role("row").all_inner_texts()[1:]]
    assert epochs == [str(number) for number in range(1, 151)]


def test_an_experiment_is_a_link(page, open_page):
    write(page, "Epochs", "33")
    page.get_by_role("combobox", name="Algorithm").select_option("genetic_algorithm")
    other = open_page(page.url)
    expect(other.get_by_role("textbox", name="Epochs", exact=True)).to_have_value("33")
    expect(other.get_by_role("combobox", name="Algorithm")).to_have_value("genetic_algorithm")


SHELLS = "length,width,kind\n" + "".join(
    f"{1 + i % 5},{2 + i % 3},{'snail'}\n{7 + i % 5},{9 + i % 3},{'mussel'}\n" for i in range(20)
)


def upload(page: Page, name: str, text: str) -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    all_data(page).get_by_label("Your own CSV file").set_input_files(file)


def test_a_table_of_ones_own_is_learned(page):
    upload(page, "shells.csv", SHELLS)
    expect(page.get_by_role("dialog")).to_contain_text("2 classes")
    press(page, "Use this table")
    expect(chosen_data(page, "shells")).to_be_visible()
    data = all_data(page)
    expect(data.get_by_role("radio", name=re.compile("^shells"))).to_be_checked()
    expect(data.get_by_role("group", name="Class counts")).to_contain_text("mussel")
    close(page)
    press(page, "Play")
    expect(live(page)).to_contain_text(stands(200, "finished"))
    expect(live(page)).to_contain_text("held-out accuracy 100 %")


def test_a_broken_table_is_refused_in_words(page, forgiven):
    forgiven.append("400 (BAD REQUEST)")
    upload(page, "broken.csv", "a,b\n1,2\n3\n")
    expect(page.get_by_role("alert")).to_contain_text("line 3: expected 2 cells")


def test_moons_are_evolved(page, studio):
    choose_data(page, "moons")
    page.get_by_role("combobox", name="Algorithm").select_option("genetic_algorithm")
    write(page, "Epochs", "40")
    press(page, "Play")
    expect(live(page)).to_contain_text(stands(40, "finished"))
    curves = studio.ask(f"api/runs/{run_of(page)}/curves")
    assert curves["best"][-1] > curves["best"][0]
    expect(page.get_by_role("img", name="Decision boundary")).to_be_visible()


def test_divergence_says_why_and_offers_a_way_back(page, studio):
    page.get_by_role("combobox", name="Algorithm").select_option("gradient_descent")
    write(page, "Learning rate", "1000")
    press(page, "Play")
    expect(live(page)).to_contain_text("diverged")
    expect(page.get_by_role("alert")).to_contain_text("diverged")
    page.get_by_role("button", name="Go back, with half the learning rate").click()
    expect(live(page)).to_contain_text("paused")
    assert studio.ask(f"api/runs/{run_of(page)}")["learning_rate"] == 500


def test_the_python_code_is_shown(page):
    press(page, "One epoch")
    menu_item(page, "Python code").click()
    expect(page.get_by_role("dialog")).to_contain_text("from edunn")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_network_is_downloaded_for_other_programs(page):
    press(page, "One epoch")
    names = {"ONNX": "onnx", "NumPy": "py", "A web page": "html"}
    for item, ending in names.items():
        wanted = menu_item(page, re.compile(f"^{item}"))
        with page.expect_download() as waiting:
            wanted.click()
        assert waiting.value.suggested_filename == f"network_{run_of(page)}.{ending}"
    content = Path(waiting.value.path()).read_text("utf-8")
    assert "export function predict(row)" in content


def test_twenty_seeds_are_shown_as_a_band(page):
    write(page, "Epochs", "5")
    press(page, "One epoch")
    menu_item(page, "Twenty seeds").click()
    press(page, "Twenty seeds")
    expect(page.get_by_role("button", name="Twenty seeds (20/20)")).to_be_enabled(
        timeout=180_000  # worker processes start slowly on a busy machine
    )
    expect(page.get_by_text("20 seeds").first).to_be_visible()


def add_layer(page: Page, name: str) -> None:
    page.get_by_label("Other layers").select_option(name)
    page.get_by_role("button", name=re.compile("^Add: ")).press("Enter")


def test_a_network_of_images_is_built_in_the_form_trained_and_looked_into(page, studio, forgiven):
    forgiven.append("400 (BAD REQUEST)")
    choose_data(page, "digits_8x8")
    drawer(page, "Edit layers")
    page.get_by_role("button", name="Remove: Layer 1").press("Enter")
    add_layer(page, "conv")
    form = page.get_by_role("dialog").get_by_role("region", name="Network", exact=True)
    refusal = form.get_by_role("alert")
    expect(refusal).to_contain_text("layer 2, [10, 'softmax']")
    expect(refusal).to_contain_text("(4, 4, 8)")  # 8 x 8 pixels, a kernel of 5 x 5
    write(page, "kernel", "3")
    add_layer(page, "max_pool")
    add_layer(page, "flatten")
    expect(refusal).to_have_count(0)
    shape = " \N{MULTIPLICATION SIGN} ".join("668")
    expect(form).to_contain_text(f"gives {shape} · 80 parameters")
    close(page)
    chain = page.get_by_role("list", name="All layers, and the shape that each gives")
    expect(chain.get_by_role("listitem")).to_have_count(5)

    write(page, "Epochs", "2")
    press(page, "Play")
    expect(live(page)).to_contain_text(stands(2, "finished"))
    output = page.get_by_role("region", name="Model output")
    expect(output.get_by_role("img", name="Kernel of filter 7")).to_be_visible()
    hidden = studio.ask(f"api/runs/{run_of(page)}")["experiment"]["hidden"]
    assert [layer["name"] for layer in hidden] == ["conv", "max_pool", "flatten"]
    assert "['conv', 8, 3, 'relu']" in studio.ask(f"api/runs/{run_of(page)}/script")["script"]

    page.get_by_role("link", name="Inside").click()
    press(page, "Convolution: z1")
    number = page.get_by_role("grid", name=re.compile("^z1")).get_by_role("gridcell")
    number.press("ArrowRight")
    line = page.get_by_role("status").locator("[title^='z1[0,1,0] = ']")
    expect(line.locator(".katex")).to_be_visible()
    expect(page.locator("svg .field")).to_be_visible()
