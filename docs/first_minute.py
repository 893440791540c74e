"""Films the first minute in the studio for the README: docs/images/first-minute.webp.

A real network learns two spirals in a real browser; another learns heart disease by heart, the
doctor says so, and the change is proved and applied; then one example is followed by hand, and a
digit is drawn. `make pictures` films it anew.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page
from tests.browser.driving import TOUR_WAS_SEEN, Studio, chromium
from tests.browser.hand import draw, three

FILE = Path(__file__).parent / "images" / "first-minute.webp"
SEEN, SHOWN = (1280, 800), (960, 600)  # pixels of the window, and of the film
FRAME = 150  # milliseconds
LONGEST = 2_000_000  # bytes
SPIRALS = {
    "data": {"name": "spirals"},
    "hidden": [{"kind": "dense", "units": 16, "activation": "tanh"}] * 2,
    "algorithm": {"name": "adam", "settings": {"learning_rate": 0.01}},
    "epochs": 400,
}
HEART = {
    "data": {"name": "heart"},
    "hidden": [{"kind": "dense", "units": 32, "activation": "relu"}] * 2,
    "epochs": 300,
}
IRIS = {"algorithm": {"name": "adam", "settings": {"learning_rate": 0.01}}, "epochs": 100}


@dataclass
class Film:
    """Frames of a page, each with the milliseconds that it is shown."""

    page: Page
    frames: list[Image.Image] = field(default_factory=list)
    times: list[int] = field(default_factory=list)

    def take(self, milliseconds: int = FRAME) -> None:
        """One frame, as the page is now."""
        picture = Image.open(BytesIO(self.page.screenshot())).convert("RGB")
        self.frames.append(picture.resize(SHOWN, Image.Resampling.LANCZOS))
        self.times.append(milliseconds)

    def save(self, path: Path) -> None:
        """Write the film, which begins again at its end."""
        first, *others = self.frames
        first.save(
            path,
            save_all=True,
            append_images=others,
            duration=self.times,
            loop=0,
            quality=60,
            method=6,
        )


def main() -> None:
    """Film it, and refuse a file too large for a README."""
    with TemporaryDirectory() as folder, studio(Path(folder)) as running, chromium() as browser:
        width, height = SEEN
        context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
        context.add_init_script(TOUR_WAS_SEEN)
        film = Film(context.new_page())
        learn(film, running)
        be_helped(film, running)
        follow(film, running)
        draw_a_digit(film, running)
        film.save(FILE)
    size, seconds = FILE.stat().st_size, sum(film.times) / 1000
    print(f"{FILE.name}: {len(film.frames)} frames, {seconds:.0f} s, {size / 1e6:.2f} MB")
    if size > LONGEST:
        raise SystemExit(f"error: more than {LONGEST / 1e6:.0f} MB. Film fewer frames.")


def learn(film: Film, running: Studio) -> None:
    """The Lab: the boundary and the curves while a network learns."""
    page = film.page
    run = running.ask("api/runs", {"experiment": SPIRALS})["id"]
    page.goto(f"{running.address}#/lab?run={run}")
    page.wait_for_timeout(1500)
    film.take(1500)
    page.get_by_role("button", name="Play").click()
    for _ in range(24):
        page.wait_for_timeout(FRAME)
        film.take()
    film.take(1500)


def be_helped(film: Film, running: Studio) -> None:
    """The doctor: a network that overfits, what mends it, its proof, and the mended one."""
    page = film.page
    page.goto(f"{running.address}#/lab?run={running.trained(**HEART)}")
    line = page.get_by_role("button", name=re.compile("^Doctor:"))
    line.wait_for()
    film.take(2500)
    line.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Prove it").click()
    film.take(1500)
    dialog.get_by_text(re.compile("Better in . of 5 seeds")).wait_for(timeout=120_000)
    film.take(3000)
    dialog.get_by_role("button", name="Apply to a fresh network").click()  # which trains it
    for _ in range(12):
        page.wait_for_timeout(FRAME)
        film.take()
    page.wait_for_timeout(3000)
    film.take(2500)


def follow(film: Film, running: Studio) -> None:
    """Inside: one example, card by card, forward and back."""
    page = film.page
    page.goto(f"{running.address}#/inside?run={running.trained(**IRIS)}")
    page.wait_for_timeout(1500)
    page.evaluate("scrollTo(0, 260)")  # to the numbers
    for _ in range(10):
        page.wait_for_timeout(400)
        film.take(1000)
        page.keyboard.press("ArrowRight")


def draw_a_digit(film: Film, running: Studio) -> None:
    """Draw: a three, read while it is drawn."""
    page = film.page
    page.goto(f"{running.address}#/draw")
    page.wait_for_timeout(1500)
    film.take(800)
    draw(page, three(left=0.2, top=0.25, height=0.5))
    page.wait_for_timeout(1200)
    film.take(2500)


@contextmanager
def studio(folder: Path) -> Iterator[Studio]:
    """A studio of its own, stopped at the end."""
    running = Studio(folder)
    try:
        yield running
    finally:
        running.stop()


if __name__ == "__main__":
    main()
