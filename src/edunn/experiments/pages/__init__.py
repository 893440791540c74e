"""HTML pages of results, each one file with its pictures inside.

article, comparison, race   the pages
document                    tags, tables and the page around them
svg, matrices               pictures: curves and dots; heat maps and confusion matrices
"""

from edunn.experiments.pages.article import html_report
from edunn.experiments.pages.comparison import html_comparison
from edunn.experiments.pages.race import html_race

__all__ = ["html_comparison", "html_race", "html_report"]
