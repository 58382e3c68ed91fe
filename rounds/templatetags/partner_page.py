"""What the pages of a partner need to say: the remarks of the Coordination, each where it belongs."""

from django import template

from initiatives.approvals import get_field_label
from rounds import addresses
from rounds.editing import list_form_problems

register = template.Library()


@register.filter
def remarks_on_fields(entry):
    """(what it is about, the remark) for each remark on a single field."""
    return [(get_field_label(name), remark) for name, remark in entry.field_remarks.items()]


@register.filter
def get_remark(entry, field):
    """The remark on that field of the form, whichever its language; empty where there is none, or no entry."""
    if not entry:
        return ""
    remarks = entry.field_remarks
    return remarks.get(field.name) or remarks.get(field.name.rpartition("_")[0], "")


@register.filter
def text_address(text, page):
    """The address of a page of one text: "edit", "hand-in" …"""
    return addresses.get_text_address(text, page)


@register.filter(name="problems")
def list_problems(form):
    """(identifier of the field, its label, sentence) for each error of the form."""
    return list_form_problems(form)
