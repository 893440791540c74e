"""Nothing is cut, and nothing lies on something else: titles and legends can be read."""

import pytest
from tests.browser.driving import wait_until

LEGEND_WITHIN = """() => {
  const place = document.querySelector(".lab-output").getBoundingClientRect();
  const legend = document.querySelector(".lab-output .boundary .legend");
  const last = legend.lastElementChild.getBoundingClientRect();
  const isScrolled = legend.scrollHeight > legend.clientHeight + 1;
  return last.bottom <= place.bottom + 0.5 && last.right <= place.right + 0.5 && !isScrolled;
}"""


@pytest.mark.parametrize("data", ["iris", "heart", "moons"])
@pytest.mark.parametrize("locale", ["en-GB", "es-ES"])
def test_the_legend_of_the_boundary_is_whole(open_page, studio, data, locale):
    run = studio.trained(data={"name": data}, epochs=1)
    page = open_page(f"#/lab?run={run}", viewport={"width": 1440, "height": 900}, locale=locale)
    page.locator(".lab-output .boundary .legend").wait_for()
    page.wait_for_timeout(300)  # drawings take their size from their place
    wait_until(lambda: page.evaluate(LEGEND_WITHIN), "the legend is cut")


TITLES_APART = """() => [...document.querySelectorAll(".chart")].every((one) => {
  const text = document.createRange();
  text.selectNodeContents(one.querySelector("h3"));
  const [title, legend] = [text, one.querySelector(".u-legend")]
    .map((part) => part.getBoundingClientRect());
  return title.right <= legend.left || title.bottom <= legend.top;
})"""


@pytest.mark.parametrize("screen", ["lab", "evolve"])
@pytest.mark.parametrize("locale", ["en-GB", "es-ES"])
def test_no_legend_of_a_curve_lies_on_its_title(open_page, studio, screen, locale):
    few = {"name": "genetic_algorithm", "settings": {"population_size": 6}}
    run = studio.trained(data={"name": "moons"}, algorithm=few, epochs=3)
    size = {"width": 1280, "height": 720}
    page = open_page(f"#/{screen}?run={run}", viewport=size, locale=locale)
    page.locator(".chart .u-legend").nth(1).wait_for()
    wait_until(lambda: page.evaluate(TITLES_APART), "a legend lies on a title")


MATRIX_WHOLE = """() => {
  const place = document.querySelector(".confusion").closest(".scroll");
  return place.scrollHeight <= place.clientHeight + 1 && place.scrollWidth <= place.clientWidth + 1;
}"""


@pytest.mark.parametrize("locale", ["en-GB", "es-ES"])
def test_a_matrix_of_ten_classes_is_seen_whole(open_page, studio, locale):
    run = studio.trained(data={"name": "digits_8x8"}, epochs=2)
    size = {"width": 1280, "height": 720}
    page = open_page(f"#/lab?run={run}", viewport=size, locale=locale)
    page.locator(".lab-output").get_by_role("tab").nth(1).click()
    page.locator(".confusion").wait_for()
    wait_until(lambda: page.evaluate(MATRIX_WHOLE), "the Lab cuts the matrix", 5)
    page.goto(f"#/results?run={run}")
    page.locator(".results-matrix .confusion").wait_for()
    wait_until(lambda: page.evaluate(MATRIX_WHOLE), "Results cuts the matrix", 5)
