"""What the pages of a partner need to say: the remarks of the Coordination, each where it belongs."""

from django import template

from initiatives.approvals import get_field_label
from rounds import addresses
from rounds.editing import problems

register = template.Library()


@register.filter
def remarks_on_fields(entry):
    """(what it is about, the remark) for each remark on a single field."""
    return [(get_field_label(name), remark) for name, remark in entry.field_remarks.items()]


@register.filter
def remark_on(entry, field):
    """The remark on that field of the form, whichever its language; empty where there is none, or no entry."""
    if not entry:
        return ""
    remarks = entry.field_remarks
    return remarks.get(field.name) or remarks.get(field.name.rpartition("_")[0], "")


@register.filter
def address_of(text, page):
    """The address of a page of one text: "edit", "hand-in" …"""
    return addresses.address_of(text, page)


@register.filter(name="problems")
def problems_filter(form):
    """(identifier of the field, its label, sentence) for each error of the form."""
    return problems(form)
