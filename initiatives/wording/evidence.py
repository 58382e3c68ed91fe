"""What stands under an update: its figures, events and photos."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from document.blocks import Align, Column, Image, List, ListItem, Paragraph, Strong, Table, Text, make_inlines
from document.dates import format_date
from document.numbers import format_euro, format_number, format_percent
from initiatives.models import Indicator, Qualifier, with_parts
from records.files.checksums import DamagedFileError, read_kept
from records.wording import inline, inline_note, joined, label, plain_words


def evidence(update, language):
    """The figures, events and photos of an update as blocks."""
    return (
        *figures(update.figures.all(), language),
        *events(update.events.all(), language),
        *(photo(entry, language) for entry in update.photos.all()),
    )


def figures(entries, language):
    """One figure as a line; several as a table, in their order."""
    entries = list(with_parts(entries))
    if not entries:
        return ()
    if len(entries) == 1:
        return (label(_("Figure")), Paragraph(figure_line(entries[0], language)))
    return (figure_table(make_inlines(_("Figures")), entries, language),)


def figure_table(caption, entries, language):
    """Figures that count different things, a row each; columns that would stay empty are left out.

    A part stands under its total and says so: it is no total of its own.
    """
    columns = [
        (Column(make_inlines(_("What is counted")), weight=4), lambda entry: counted(entry, language)),
        (Column(make_inlines(_("Year")), weight=2), lambda entry: make_inlines(str(entry.year) if entry.year else "")),
        (Column(make_inlines(_("Value")), Align.END, weight=3), lambda entry: make_inlines(value(entry, language))),
        (Column(make_inlines(_("Detail")), weight=6), lambda entry: inline_note(entry, "note", language)),
    ]
    cells = [[cell(entry) for entry in entries] for _column, cell in columns]
    filled = [(column, said) for (column, _cell), said in zip(columns, cells, strict=True) if any(said)]
    rows = tuple(zip(*(said for _column, said in filled), strict=True))
    return Table(caption, tuple(column for column, _said in filled), rows)


def counted(entry, language):
    """What a figure counts; of a part, that it is one."""
    name = inline(entry.indicator, "name", language)
    return (Text("– " + _("of which: ")), *name) if entry.part_of_id else name


def figure_line(entry, language):
    """A figure in one line: what is counted, its value, its year, its note."""
    name = counted(entry, language)
    said = f" ({entry.year})" if entry.year else ""
    note = inline_note(entry, "note", language)
    return joined(
        [(*name, Text(_(": ")), Strong(make_inlines(value(entry, language))), *make_inlines(said)), note], " – "
    )


def value(entry, language):
    """The value as it is read: "environ 40", "62 %", "20 242"."""
    return qualified(entry.qualifier, number_of(entry.indicator, entry.value, language))


def qualified(qualifier, number):
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


def number_of(indicator, number, language):
    """A number in the unit of its indicator."""
    formats = {
        Indicator.Unit.COUNT: format_number,
        Indicator.Unit.PERCENT: format_percent,
        Indicator.Unit.EURO: format_euro,
    }
    return formats[indicator.unit](number, language)


def events(entries, language):
    """Dated events as a list, in their order."""
    items = tuple(ListItem((Paragraph(event_line(entry, language)),)) for entry in entries)
    if not items:
        return ()
    return (label(ngettext("Event", "Events", len(items))), List(items))


def event_line(entry, language):
    """An event in one line: its date, its title, its place, how many came."""
    date = (Strong(make_inlines(format_date(entry.date, language))), Text(_(": "))) if entry.date else ()
    place = make_inlines(entry.place)
    return joined([(*date, *inline(entry, "title", language)), place, make_inlines(attendance(entry, language))], " – ")


def attendance(entry, language):
    """How many people came to an event, in words: "au moins 740 participants"; "" where nobody says."""
    if entry.attendance is None:
        return ""
    sentence = ngettext("%(count)s participant", "%(count)s participants", entry.attendance)
    number = format_number(entry.attendance, language)
    if entry.attendance_qualifier == Qualifier.AVERAGE:
        return qualified(Qualifier.AVERAGE, sentence % {"count": number})
    return sentence % {"count": qualified(entry.attendance_qualifier, number)}


def photo(entry, language):
    """A photo with its alternative text and its credit; these words alone where the storage has lost the picture."""
    credit = _("Photo: %(credit)s") % {"credit": entry.credit} if entry.credit else ""
    try:
        data = read_kept(entry)
    except DamagedFileError:
        return Paragraph(joined([inline(entry, "alternative", language), make_inlines(credit)], " – "))
    return Image(data, "image/jpeg", plain_words(entry, "alternative", language), make_inlines(credit))
