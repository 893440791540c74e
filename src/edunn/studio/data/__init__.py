"""Data sets of the studio: those that come with EduNN, and tables in the workspace.

`tables` reads and keeps CSV files, `summaries` describes any data set, `messages` is what travels.
"""

from edunn.studio.data.summaries import takes_of
from edunn.studio.data.tables import points_as_csv, reading_of

__all__ = ["points_as_csv", "reading_of", "takes_of"]
