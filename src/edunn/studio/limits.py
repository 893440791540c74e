"""Limits of a single request, so that a typing error cannot freeze a laptop."""

LAYERS = 12
UNITS = 1024
PARAMETERS = 2_000_000
NUMBERS_OF_A_ROW = 500_000
"""Numbers that one layer holds for one row; a mini-batch has some dozens of rows."""

EPOCHS = 20_000
POPULATION = 2_000
SEEDS = 50
ROWS = 100_000
COLUMNS = 1_000
TABLE_COLUMNS = 2_000
"""Columns of a table of one's own, before any is left out."""

CODE_CHARACTERS = 20_000
"""Of a program that a student writes on the page, or of an answer in words."""

MARKS = 2_000
"""Things that a student's progress tells of; all lessons together have fewer than 200."""

CSV_CHARACTERS = 8_000_000
POINTS = 2_000
RUNS = 500
WAITING = 6
"""Requests that may wait for longer than a moment; the server has more threads than these."""

JOBS = 32
"""Views and openings of runs in progress at a time."""

STREAMS = 12
"""Pages connected to the event stream at a time; the server has more threads than these."""

CONNECTIONS = 200
"""Open connections at a time; event streams are among them."""

WAITING_CONNECTIONS = 100
"""Connections without a whole request at a time; many fewer than there may be connections."""

WAITING_OF_A_PEER = 48
"""Of these, those of one address; a browser opens six at a time."""

SIDE = 512
"""Pixels of a drawing, in each direction."""

PHOTO_SIDE = 1000
"""Pixels of a photo of a digit, in each direction."""

REQUEST_BYTES = 16_000_000
