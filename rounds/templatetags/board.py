"""What the board and the first page of the administration show."""

from django import template
from django.utils import timezone

from rounds import dashboard
from rounds.filters import COLUMNS

register = template.Library()


@register.simple_tag
def get_board_address(filters, **changes):
    """The address of the board with these changes, and the rest of what is asked as it is."""
    return filters.build_address(**changes)


@register.simple_tag
def get_board_columns():
    """(order, name) of each column of the board."""
    return COLUMNS.items()


@register.simple_tag(takes_context=True)
def get_dashboard(context):
    """What the first page of the administration shows the person who opens it."""
    return dashboard.build_dashboard(context["user"], timezone.localdate())
