"""What is being typed, kept beside what is stored: nothing is lost with a session or a connection."""

from django.http import QueryDict

from rounds.models import FormDraft

LARGEST = 300_000
"""Characters that a visitor whose session has ended may leave here until he signs in."""

SESSION_KEY = "typed_before_signing_in"
OWN_TO_THE_REQUEST = ("csrfmiddlewaretoken", "action")


def keep(user, form, data):
    """Keep what the user is typing into the form with that name, instead of what was kept before."""
    FormDraft.objects.update_or_create(user=user, form=form, defaults={"data": _lists(data)})


def kept(user, form):
    """What the user was typing into the form, or None."""
    return FormDraft.objects.visible_to(user).filter(user=user, form=form).first()


def forget(user, form):
    """Forget it: it was saved, or the user does not want it."""
    FormDraft.objects.editable_by(user).filter(user=user, form=form).delete()


def typed(draft):
    """The data of a draft as a form takes it."""
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def keep_until_sign_in(session, form, data):
    """Keep what a visitor sent whose session has ended; one form, of reasonable length."""
    lists = _lists(data)
    if sum(len(value) for values in lists.values() for value in values) <= LARGEST:
        session[SESSION_KEY] = {"form": form, "data": lists}


def take_over(session, user, form):
    """After signing in: make a draft of what was sent to that form before."""
    before = session.get(SESSION_KEY)
    if before and before["form"] == form:
        del session[SESSION_KEY]
        FormDraft.objects.update_or_create(user=user, form=form, defaults={"data": before["data"]})


def without_carriage_returns(data):
    """The data of a form with the line ends of the house; browsers send those of another age."""
    cleaned = data.copy()
    for name, values in data.lists():
        cleaned.setlist(name, [value.replace("\r\n", "\n").replace("\r", "\n") for value in values])
    return cleaned


def _lists(data):
    """The values by name, without what belongs to the request or what no database takes."""
    return {
        name.replace("\0", ""): [value.replace("\0", "") for value in values]
        for name, values in without_carriage_returns(data).lists()
        if name not in OWN_TO_THE_REQUEST
    }
