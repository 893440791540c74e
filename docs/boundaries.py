"""Draws the decision boundaries of docs/scikit-learn.md: docs/images/scikit-learn.png.

Run `python -m docs.boundaries`, and look at the picture before you commit it.
"""

from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.colors import LinearSegmentedColormap, ListedColormap
from PIL import Image
from sklearn.datasets import make_moons
from sklearn.ensemble import RandomForestClassifier, VotingClassifier
from sklearn.inspection import DecisionBoundaryDisplay

from edunn.plots.colours import PALETTE, WHITE
from edunn.sklearn import EduNNClassifier

FILE = Path(__file__).parent / "images" / "scikit-learn.png"
SIZE = (11, 3.1)  # inches
COLOURS = 256
BLUE, ORANGE = PALETTE[:2]
GROUND = [BLUE.mixed(WHITE, 0.4).hex, WHITE.hex, ORANGE.mixed(WHITE, 0.4).hex]
MAP = LinearSegmentedColormap.from_list("probability", GROUND)
POINTS = ListedColormap([BLUE.hex, ORANGE.hex])

DESCENT = EduNNClassifier((16,), learning_rate_init=0.05, random_state=0)
EVOLVED = EduNNClassifier((16,), solver="genetic_algorithm", random_state=0)
FOREST = RandomForestClassifier(random_state=0)
VOTE = VotingClassifier([("a", DESCENT), ("b", EVOLVED), ("c", FOREST)], voting="soft")

CLASSIFIERS = {
    "gradient descent": DESCENT,
    "genetic algorithm": EVOLVED,
    "random forest": FOREST,
    "vote of the three": VOTE,
}


def main() -> None:
    """Fit the four classifiers to two moons, and draw them side by side."""
    mpl.use("Agg")
    X, y = make_moons(150, noise=0.3, random_state=0)
    X_test, y_test = make_moons(1000, noise=0.3, random_state=1)
    figure, axes = plt.subplots(1, len(CLASSIFIERS), figsize=SIZE, layout="constrained")
    for ax, (name, classifier) in zip(axes, CLASSIFIERS.items(), strict=True):
        classifier.fit(X, y)
        DecisionBoundaryDisplay.from_estimator(
            classifier, X, response_method="predict_proba", plot_method="pcolormesh",
            grid_resolution=250, eps=0.4, cmap=MAP, vmin=0, vmax=1, ax=ax,
        )  # fmt: skip
        ax.scatter(*X.T, c=y, cmap=POINTS, s=18, edgecolors="white", lw=0.6)
        ax.set(title=f"{name}: {classifier.score(X_test, y_test):.3f}", xticks=[], yticks=[])
    file = BytesIO()
    figure.savefig(file, dpi=100)
    picture = Image.open(file).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(FILE, optimize=True)


if __name__ == "__main__":
    main()
