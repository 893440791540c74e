"""HTML pages of results, each one file with its pictures inside.

article, comparison, race, training     the pages
document                                tables, and the page around them
"""

from edunn.experiments.pages.article import html_report
from edunn.experiments.pages.comparison import html_comparison
from edunn.experiments.pages.race import html_race
from edunn.experiments.pages.training import html_training

__all__ = ["html_comparison", "html_race", "html_report", "html_training"]
