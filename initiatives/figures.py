"""The figures of a text as one chooses among them: the total of which another one is a part."""

from initiatives.models import Figure
from records.models.base import get_displayed_name


def describe_figure(figure):
    """A figure as one chooses it among those of its text: two of one indicator differ by their year or note."""
    note = get_displayed_name(figure, "note") if any((figure.note_fr, figure.note_nl)) else ""
    return " – ".join(filter(None, [str(figure), str(figure.year or ""), note]))


def get_totals(update):
    """The figures of a text of which another one of it can be a part; none where there is no text yet."""
    if update is None:
        return Figure.objects.none()
    return Figure.objects.filter(update=update, part_of=None).select_related("indicator")
