"""The colours of the house on paper, as hexadecimal RGB. Contrast on paper is at least 6:1 for all text colours."""

PAPER = "#fbf9f4"
INK = "#1c2030"
MUTED = "#565b69"
STRONG_LINE = "#8b8577"
LINE = "#dcd6c8"
ACCENT = "#12476b"
ACCENT_SOFT = "#e3edf3"
SIGNAL = "#a8321a"

VOLETS = ("#3b4c8a", "#7a4719", "#2b6338", "#0a5a6b", "#86284a", "#5a4785", "#56582f")

# The mark: the 19 communes on a 5 × 5 grid, as (row, column) from 1; the City of Brussels is the red one.
TILES = (
    (1, 1), (1, 2),
    (2, 1), (2, 2), (2, 3), (2, 4), (2, 5),
    (3, 2), (3, 3), (3, 4), (3, 5),
    (4, 1), (4, 2), (4, 3), (4, 4), (4, 5),
    (5, 2), (5, 3), (5, 4),
)  # fmt: skip
CENTRE = (3, 3)


def get_volet_colour(number: int | None) -> str:
    """The colour of a volet; the accent where there is none. Numbers past the palette start it again."""
    return ACCENT if number is None else VOLETS[(number - 1) % len(VOLETS)]
