"""Takes the pictures of the studio that docs/ shows: `make pictures`.

A real studio learns in a folder of its own, and a real Chromium looks at each screen: light and
dark, on a desk and on a phone. Look at all of them before you commit them: is anything cut?
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page
from tests.browser.driving import TOUR_WAS_SEEN, Studio, chromium
from tests.browser.hand import draw, three

FOLDER = Path(__file__).parent / "images" / "studio"
THEMES = ("light", "dark")
SIZES = {"desk": (1440, 900), "phone": (390, 844)}
COLOURS = 256
A_MOMENT = 1500  # milliseconds until all that a screen fetches has come


@dataclass(frozen=True)
class Scene:
    """A screen, and what is done there before it is looked at."""

    screen: str
    experiment: dict[str, object]
    act: Callable[[Page], None] = lambda page: None
    name: str = ""
    """Of the picture, where it is not that of the screen."""

    place: str = ""
    """What the address says besides the run."""


def follow_a_gradient(page: Page) -> None:
    """Open the card of the last layer's weights."""
    page.get_by_role("button", name="Gradient of the weights: dW2").click()


def point_at_a_state(page: Page) -> None:
    """Of the chosen time step."""
    page.locator(".unrolled").evaluate("one => one.scrollIntoView()")
    page.evaluate("scrollBy(0, -150)")  # the line of the number is above
    page.locator("[aria-checked=true] [data-array=h_h1]").nth(1).hover()


def point_at_a_weight(page: Page) -> None:
    """Of the chosen head of attention."""
    page.locator(".heads").evaluate("one => one.scrollIntoView()")
    page.evaluate("scrollBy(0, -230)")
    page.get_by_role("grid", name=re.compile("^A_z1")).locator("[data-place]").nth(75).hover()


def open_the_finding(page: Page) -> None:
    """Of the doctor, with what it would change."""
    page.get_by_role("button", name=re.compile("^Doctor:")).click()


def draw_a_three(page: Page) -> None:
    """By hand, with the pointer."""
    draw(page, three(left=0.2, top=0.25, height=0.5))


def compare_two(page: Page) -> None:
    """Pick the newest two."""
    boxes = page.get_by_role("main").get_by_role("checkbox", name=re.compile("^Compare"))
    for place in range(2):
        boxes.nth(place).check()


SPIRAL = {
    "data": {"name": "spirals"},
    "hidden": [{"kind": "dense", "units": 16, "activation": "tanh"}] * 2,
    "algorithm": {"name": "adam", "settings": {"learning_rate": 0.02}},
    "epochs": 300,
}
EVOLVED = {"data": {"name": "moons"}, "algorithm": {"name": "genetic_algorithm"}, "epochs": 40}
IRIS = {"algorithm": {"name": "adam", "settings": {"learning_rate": 0.01}}, "epochs": 100}
LEARNED_BY_HEART = {
    "data": {"name": "heart"},
    "hidden": [{"kind": "dense", "units": 32, "activation": "relu"}] * 2,
    "epochs": 300,
}
HEADS = {"kind": "layer", "name": "self_attention", "settings": {"heads": 3, "causal": True}}
GRU = {"kind": "layer", "name": "gru", "settings": {"units": 6}}
TEXT = {"data": {"name": "alice"}, "scaling": "none", "hidden": [GRU], "epochs": 10}

SCENES = (
    Scene("lab", SPIRAL),
    Scene("lab", LEARNED_BY_HEART, open_the_finding, "doctor"),
    Scene("inside", IRIS, follow_a_gradient),
    Scene("inside", TEXT, point_at_a_state, "unrolled", "&step=h_h1&time=6"),
    Scene("inside", TEXT | {"hidden": [HEADS, GRU]}, point_at_a_weight, "heads", "&step=A_z1"),
    Scene("draw", IRIS, draw_a_three),
    Scene("evolve", EVOLVED),
    Scene("results", IRIS),
    Scene("runs", IRIS, compare_two),
    Scene("learn", SPIRAL, place="&lesson=5"),
)


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, chromium() as browser:
        studio = Studio(Path(folder))
        try:
            for path in pictures(studio, browser):
                print(f"{path.relative_to(FOLDER.parent)}: {path.stat().st_size / 1000:.0f} kB")
        finally:
            studio.stop()


def pictures(studio: Studio, browser: Browser) -> Iterator[Path]:
    """Each scene in each theme and size, as files."""
    for scene in SCENES:
        run = studio.trained(**scene.experiment)
        for theme, size in product(THEMES, SIZES):
            path = FOLDER / f"{scene.name or scene.screen}-{theme}-{size}.png"
            address = f"{studio.address}#/{scene.screen}?run={run}{scene.place}"
            path.write_bytes(small(taken(scene, browser, address, theme, size)))
            yield path


def taken(scene: Scene, browser: Browser, address: str, theme: str, size: str) -> bytes:
    """One picture, as the browser gives it."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, locale="en-GB"
    )
    context.add_init_script(TOUR_WAS_SEEN)
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(A_MOMENT)
    scene.act(page)
    page.wait_for_timeout(A_MOMENT)
    picture = page.screenshot(animations="disabled")
    context.close()
    return picture


def small(picture: bytes) -> bytes:
    """The same picture with few colours: a third of the bytes."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    file = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    main()
