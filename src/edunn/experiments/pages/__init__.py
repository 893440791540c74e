"""Pages: what an experiment leaves behind to be looked at, one HTML file with its pictures inside.

report, comparison, race       the pages
document, section, markup      what a page is made of
svg, heat_svg, matrix          pictures: curves, heat maps, confusion matrices
bands, palette                 medians with their ranges; colours that everybody can tell apart
"""

from edunn.experiments.pages.comparison import html_comparison
from edunn.experiments.pages.race import race_page
from edunn.experiments.pages.report import html_report

__all__ = ["html_comparison", "html_report", "race_page"]
