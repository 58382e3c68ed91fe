"""Two people on one text: what the second one typed beside what the first one saved, and a choice for each field."""

import dataclasses
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from rounds.editing import ROW_IS_GONE

MINE, STORED = "mine", "stored"


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same in what is stored and in what was typed."""

    name: str  # in the data of the form; the prefix of the row where it is a row as a whole
    label: str
    stored: str
    mine: str
    choice: str  # which one stands: "mine", "stored", or "" while nobody has said so
    stored_values: dict = dataclasses.field(default_factory=dict)  # what the form would send for the stored version

    @property
    def choice_name(self):
        return f"keep-{self.name}"


def find_differences(bundle):
    """Every difference between what was typed and what is stored now, in the order of the page.

    Where only one of the two changed something, that one is chosen until the reader says otherwise.
    """
    return list(_iterate_differences(bundle))


def read_choices(bundle):
    """The same differences, each with the choice that the reader sent; none where he has made none."""
    return [
        replace(found, choice=bundle.data.get(found.choice_name, ""))
        for found in _iterate_differences(bundle, again=True)
    ]


def _iterate_differences(bundle, *, again=False):
    stored = bundle.as_stored()
    for mine, theirs in zip(bundle.single_forms, stored.single_forms, strict=True):
        yield from _compare_form(bundle.data, mine, theirs)
    for mine, theirs in zip(bundle.formsets, stored.formsets, strict=True):
        rows = {str(form.instance.pk): form for form in theirs.initial_forms}
        for number, form in enumerate(mine.forms, start=1):
            yield from _compare_row(bundle.data, form, rows, f"{mine.model._meta.verbose_name} {number}", again)


def set_stored_versions(bundle):
    """The data of the form, with the versions that are stored now: the reader is shown them."""
    data = bundle.data.copy()
    for form in bundle.forms:
        if not form.instance._state.adding:
            data[form.add_prefix("seen_version")] = str(form.instance.version)
        elif data.get(form.add_prefix("id")):
            data[form.add_prefix(ROW_IS_GONE)] = "1"
    return data


def apply_choices(bundle, differences):
    """The data of the form with the choices that were made: the stored value where it is to stand."""
    data = bundle.data.copy()
    dropped, renewed = set(), set()
    for difference in differences:
        if data.get(f"{difference.name}-{ROW_IS_GONE}"):
            (renewed if difference.choice == MINE else dropped).add(difference.name)
        elif difference.choice == STORED:
            for name, values in difference.stored_values.items():
                data.setlist(name, values)
    for formset in bundle.formsets:
        _renumber_rows(data, formset, dropped, renewed)
    return data


def find_last_editor(record):
    """(who, when) of the last change of the record, from its history."""
    change = record.history.select_related("history_user").first()
    return change.history_user, change.history_date


# --- One form -------------------------------------------------------------------------------------


def _compare_row(data, form, stored_rows, label, again):
    key = data.get(form.add_prefix("id"), "")
    if not key:
        return
    if key not in stored_rows:
        words = " · ".join(str(data[name]) for name in _list_field_names(form) if data.get(name))
        yield Difference(form.prefix, label, _("removed"), words, "")
    elif not data.get(form.add_prefix("DELETE")):
        for found in _compare_form(data, form, stored_rows[key]):
            yield replace(found, label=f"{label}: {found.label}")
    elif again or not _is_base(form, stored_rows[key]):
        yield _removal(form, stored_rows[key], label, again and data.get(f"keep-{form.add_prefix('DELETE')}"))


def _removal(form, stored, label, choice):
    """The reader removes a row that somebody else changed."""
    fields = {name: stored.fields[name] for name in stored.fields if form.add_prefix(name) in _list_field_names(form)}
    values = {
        form.add_prefix(name): _format_as_sent(field, stored.get_initial_for_field(field, name))
        for name, field in fields.items()
    }
    name = form.add_prefix("DELETE")
    return Difference(name, label, str(stored.instance), _("removed"), choice or "", values | {name: [""]})


def _is_base(form, stored):
    return stored.instance.version == form.read_seen_version()


def _list_field_names(form):
    technical = ("seen_version", "id", "DELETE", "update", "languages_confirmed")
    return [form.add_prefix(name) for name in form.fields if name not in technical]


def _compare_form(data, mine, stored):
    base = _read_initial_values(mine, stored)
    for name, field in mine.fields.items():
        html_name = mine.add_prefix(name)
        if html_name not in _list_field_names(mine):
            continue
        typed = field.widget.value_from_datadict(data, {}, html_name)
        before = stored.get_initial_for_field(stored.fields[name], name)
        if field.has_changed(before, typed):
            yield Difference(
                html_name,
                str(field.label),
                _format_value(stored.fields[name], before),
                _format_value(field, typed),
                _choose_unchanged(field, base.get(name), before, typed),
                {html_name: _format_as_sent(field, before)},
            )


def _read_initial_values(form, stored):
    """What the form showed when it was read, from the history of its record."""
    past = stored.instance.history.filter(version=form.read_seen_version()).first()
    if past is None:
        return {}
    values = type(form)._read_past_values(past.instance)
    return values | {name: getattr(past, name) for name in form.fields if name not in values and hasattr(past, name)}


def _choose_unchanged(field, base, stored, typed):
    """The version that stands by itself because the other one is what both started from; "" where both are new."""
    if not field.has_changed(base, typed):
        return STORED
    sent = _format_as_sent(field, stored)
    return "" if field.has_changed(base, sent if isinstance(typed, list) else sent[0]) else MINE


def _format_as_sent(field, value):
    """A stored value as a browser would send it: one value or several."""
    value = field.prepare_value(value)
    values = value if isinstance(value, list | tuple) else [value]
    return ["" if entry is None else str(entry) for entry in values]


def _format_value(field, value):
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ()) or ()}
    return ", ".join(choices.get(entry, entry) for entry in _format_as_sent(field, value))


# --- Rows -----------------------------------------------------------------------------------------


def _renumber_rows(data, formset, dropped, renewed):
    """Leave rows out, and make new ones of others: Django wants the rows that are stored first."""
    if not dropped | renewed:
        return
    rows = []
    for form in formset.forms:
        row = {
            name[len(form.prefix) + 1 :]: data.pop(name) for name in list(data) if name.startswith(form.prefix + "-")
        }
        if form.prefix in renewed:
            row |= {"id": [""], "seen_version": [""]}
        if form.prefix not in dropped:
            rows.append(row)
    rows.sort(key=lambda row: not row.get("id", [""])[0])
    for number, row in enumerate(rows):
        for name, values in row.items():
            data.setlist(f"{formset.prefix}-{number}-{name}", values)
    data[f"{formset.prefix}-TOTAL_FORMS"] = str(len(rows))
    data[f"{formset.prefix}-INITIAL_FORMS"] = str(sum(bool(row.get("id", [""])[0]) for row in rows))
