"""What the board and the first page of the administration show."""

from django import template
from django.utils import timezone

from rounds import dashboard
from rounds.filters import COLUMNS

register = template.Library()


@register.simple_tag
def address_with(filters, **changes):
    """The address of the board with these changes, and the rest of what is asked as it is."""
    return filters.address(**changes)


@register.simple_tag
def columns():
    """(order, name) of each column of the board."""
    return COLUMNS.items()


@register.simple_tag(takes_context=True)
def first_page(context):
    """What the first page of the administration shows the person who opens it."""
    return dashboard.first_page(context["user"], timezone.localdate())
