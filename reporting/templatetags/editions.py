"""The editions, for pages of apps that the reports rest on."""

from django import template

from reporting.models import Edition

register = template.Library()


@register.simple_tag
def latest_edition(user):
    """The edition that covers the latest days, of those that the user may see; None where there is none."""
    return Edition.objects.visible_to(user).order_by("-covers_to", "-pk").first()
