"""Draws the pictures of docs/notebooks.md anew: `make pictures`.

The plots save themselves as SVG. The trace is HTML, so Chromium takes a picture of it.
"""

from pathlib import Path

from PIL import Image
from tests.browser.driving import chromium

from edunn import Model, data
from edunn.experiments import Outcome, Race, Recipe

FOLDER = Path(__file__).parent / "images" / "notebook"
COLOURS = 64
SETTINGS = {"epochs": 200, "batch_size": 8, "learning_rate": 0.01}


def save_plots() -> None:
    """Of one network, one evolution and one race."""
    train, test = data.load("iris").split(test=0.25, seed=0)
    model = Model([[4, {"scale": "standardize"}], [6, "tanh"], [3, "softmax"]], seed=0)
    history = model.train("adam", train, validation_data=test, **SETTINGS)
    history.plot().save(FOLDER / "history.svg")
    model.plot().save(FOLDER / "network.svg")
    model.evaluate(test).plot().save(FOLDER / "evaluation.svg")
    moons = data.load("moons")
    curved = Model([[2], [16, "tanh"], [16, "tanh"], [2, "softmax"]], seed=0)
    curved.train("adam", moons, epochs=200, learning_rate=0.02)
    curved.plot_boundary(moons).save(FOLDER / "boundary.svg")
    evolved = Model([[4], [2, "relu"], [3, "softmax"]], seed=0)
    evolved.train("genetic_algorithm", train, epochs=60).plot("fitness", "diversity").save(
        FOLDER / "evolution.svg"
    )
    contenders = Recipe([[4], [4, "relu"], [3, "softmax"]]).grid(algorithm=["adam", "pgpe"])
    Outcome.of(Race(contenders, train, budget=100_000)).plot().save(FOLDER / "race.svg")


def photograph_trace() -> None:
    """Of the step that docs/notebooks.md traces, with its first steps open."""
    model = Model([[2], [2, "relu"], [1]], "mse", dtype="float64")
    model.theta = [0.5, -1, 1, 2, 0, 0.5, 2, -1, 0.25]
    page = model.trace([[1, 2]], [[4]], learning_rate=0.1)._repr_html_()
    for formula in ("z1 = ", "dz2 = "):
        closed = f'<details><summary style="cursor: pointer"><span>{formula}'
        page = page.replace(closed, closed.replace("<details>", "<details open>"))
    with chromium() as browser:
        tab = browser.new_page(viewport={"width": 760, "height": 400}, device_scale_factor=1.5)
        tab.set_content(f"<body style='font: 14px system-ui, sans-serif; margin: 12px'>{page}")
        tab.screenshot(path=FOLDER / "trace.png", full_page=True)
    with Image.open(FOLDER / "trace.png") as picture:
        few = picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS)
    few.save(FOLDER / "trace.png", optimize=True)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    save_plots()
    photograph_trace()
