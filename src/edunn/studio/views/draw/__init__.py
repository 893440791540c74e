"""Draw: classify a digit drawn by hand, explain the prediction, and fine-tune on such digits."""

from edunn.studio.views.draw.digit import digit_view
from edunn.studio.views.draw.fine_tuning import FineTuner
from edunn.studio.views.draw.my_digits import MyDigits
from edunn.studio.views.draw.nearest_neighbours import NearestNeighbours

__all__ = ["FineTuner", "MyDigits", "NearestNeighbours", "digit_view"]
