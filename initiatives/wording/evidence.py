"""What stands under an update: its figures, events and photos."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from document.blocks import Align, Column, Image, List, ListItem, Paragraph, Strong, Table, Text, make_inlines
from document.dates import format_date
from document.numbers import format_euro, format_number, format_percent
from initiatives.models import Indicator, Qualifier, order_with_parts
from records.files.checksums import DamagedFileError, read_kept
from records.wording import get_plain_text, join_inlines, make_label, make_note, make_title


def make_evidence(update, language):
    """The figures, events and photos of an update as blocks."""
    return (
        *make_figures(update.figures.all(), language),
        *make_events(update.events.all(), language),
        *(make_photo(entry, language) for entry in update.photos.all()),
    )


def make_figures(entries, language):
    """One figure as a line; several as a table, in their order."""
    entries = list(order_with_parts(entries))
    if not entries:
        return ()
    if len(entries) == 1:
        return (make_label(_("Figure")), Paragraph(format_figure(entries[0], language)))
    return (make_figure_table(make_inlines(_("Figures")), entries, language),)


def make_figure_table(caption, entries, language):
    """Figures that count different things, a row each; columns that would stay empty are left out.

    A part stands under its total and says so: it is no total of its own.
    """
    columns = [
        (Column(make_inlines(_("What is counted")), weight=4), lambda entry: format_indicator(entry, language)),
        (Column(make_inlines(_("Year")), weight=2), lambda entry: make_inlines(str(entry.year) if entry.year else "")),
        (
            Column(make_inlines(_("Value")), Align.END, weight=3),
            lambda entry: make_inlines(format_value(entry, language)),
        ),
        (Column(make_inlines(_("Detail")), weight=6), lambda entry: make_note(entry, "note", language)),
    ]
    cells = [[cell(entry) for entry in entries] for _column, cell in columns]
    filled = [(column, said) for (column, _cell), said in zip(columns, cells, strict=True) if any(said)]
    rows = tuple(zip(*(said for _column, said in filled), strict=True))
    return Table(caption, tuple(column for column, _said in filled), rows)


def format_indicator(entry, language):
    """What a figure counts; of a part, that it is one."""
    name = make_title(entry.indicator, "name", language)
    return (Text("– " + _("of which: ")), *name) if entry.part_of_id else name


def format_figure(entry, language):
    """A figure in one line: what is counted, its value, its year, its note."""
    name = format_indicator(entry, language)
    said = f" ({entry.year})" if entry.year else ""
    note = make_note(entry, "note", language)
    return join_inlines(
        [(*name, Text(_(": ")), Strong(make_inlines(format_value(entry, language))), *make_inlines(said)), note], " – "
    )


def format_value(entry, language):
    """The value as it is read: "environ 40", "62 %", "20 242"."""
    return format_qualified(entry.qualifier, format_in_unit(entry.indicator, entry.value, language))


def format_qualified(qualifier, number):
    """A number in words, with how exact it is."""
    match qualifier:
        case Qualifier.ABOUT:
            return _("about %s") % number
        case Qualifier.AT_LEAST:
            return _("at least %s") % number
        case Qualifier.MORE_THAN:
            return _("more than %s") % number
        case Qualifier.AVERAGE:
            return _("%s on average") % number
    return number


def format_in_unit(indicator, number, language):
    """A number in the unit of its indicator."""
    formats = {
        Indicator.Unit.COUNT: format_number,
        Indicator.Unit.PERCENT: format_percent,
        Indicator.Unit.EURO: format_euro,
    }
    return formats[indicator.unit](number, language)


def make_events(entries, language):
    """Dated events as a list, in their order."""
    items = tuple(ListItem((Paragraph(format_event(entry, language)),)) for entry in entries)
    if not items:
        return ()
    return (make_label(ngettext("Event", "Events", len(items))), List(items))


def format_event(entry, language):
    """An event in one line: its date, its title, its place, how many came."""
    date = (Strong(make_inlines(format_date(entry.date, language))), Text(_(": "))) if entry.date else ()
    place = make_inlines(entry.place)
    return join_inlines(
        [(*date, *make_title(entry, "title", language)), place, make_inlines(format_attendance(entry, language))], " – "
    )


def format_attendance(entry, language):
    """How many people came to an event, in words: "au moins 740 participants"; "" where nobody says."""
    if entry.attendance is None:
        return ""
    sentence = ngettext("%(count)s participant", "%(count)s participants", entry.attendance)
    number = format_number(entry.attendance, language)
    if entry.attendance_qualifier == Qualifier.AVERAGE:
        return format_qualified(Qualifier.AVERAGE, sentence % {"count": number})
    return sentence % {"count": format_qualified(entry.attendance_qualifier, number)}


def make_photo(entry, language):
    """A photo with its alternative text and its credit; these words alone where the storage has lost the picture."""
    credit = _("Photo: %(credit)s") % {"credit": entry.credit} if entry.credit else ""
    try:
        data = read_kept(entry)
    except DamagedFileError:
        return Paragraph(join_inlines([make_title(entry, "alternative", language), make_inlines(credit)], " – "))
    return Image(data, "image/jpeg", get_plain_text(entry, "alternative", language), make_inlines(credit))
