"""What the tests of the editorial texts share: their addresses, and what somebody else does meanwhile."""

from reporting.models import EditionText
from tests.builders import COORDINATION, make_edition_text, make_user

LIST = "/en/reports/update-2024/texts/"


def foreword(edition, **values):
    return make_edition_text(edition=edition, place="foreword", **values)


def page_of(text, part=""):
    return f"{LIST}{text.pk}/{part}"


def stored(text):
    return EditionText.objects.get(pk=text.pk)


def move(client, text, to):
    """Press a button of the list as it stands now."""
    return client.post(page_of(text, "move/"), {"seen_version": stored(text).version, "to": to}, follow=True)


def elsewhere(text, **changes):
    """What somebody else saves meanwhile."""
    other = stored(text)
    for name, value in changes.items():
        setattr(other, name, value)
    other._history_user = make_user(role=COORDINATION, first_name="Bo", last_name="Claes")
    other.save()
