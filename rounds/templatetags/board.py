"""What the board and the first page of the administration show."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rounds import dashboard

register = template.Library()


@register.filter
def with_state(choice, state):
    """The address of the board with this state, and the rest of the choice as it is."""
    return choice.with_state(state)


@register.filter
def with_sort(choice, sort):
    """The address of the board in this order, and the rest of the choice as it is."""
    return choice.with_sort(sort)


@register.simple_tag
def columns():
    """(order, name) of each column of the board: each is one by which it can be ordered."""
    return [
        ("partner", _("Partner")),
        ("state", pgettext("of a partner", "State")),
        ("deadline", _("Deadline")),
        ("sign-in", _("Last sign-in")),
        ("mail", _("Last mail")),
    ]


@register.simple_tag(takes_context=True)
def first_page(context):
    """What the first page of the administration shows the person who opens it."""
    return dashboard.first_page(context["user"], timezone.localdate())
