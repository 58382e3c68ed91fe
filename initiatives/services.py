"""The verbs: every change of state goes through here, with its checks, its consequences and its line in the log."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.approvals import is_changed_since
from initiatives.kinds import set_kinds_from_latest_updates
from initiatives.languages import find_left_behind
from initiatives.models import PublishedUpdate, ReviewState, Update, UpdateReview
from initiatives.models.reviews import VALIDATED
from initiatives.recording import delete_record
from initiatives.review import TRANSITIONS, Actor, get_next_state, is_transition_possible
from initiatives.signals import state_changed
from records.access import is_coordination, require_coordination
from records.bulk import bulk_update
from records.language_codes import LANGUAGES
from records.models import StaleRecordError
from zones.models import Partner

COPIED_FIELDS = ("title", "audience", "partnerships")


class TransitionRefused(ValidationError):
    """A change of state that the table of transitions or the rule of both languages does not allow."""


class LanguagesUnconfirmed(TransitionRefused):
    """A publication that waits until somebody confirms that French and Dutch say the same."""


def advance_update(update, verb, *, by, remark="", field_remarks=None, languages_confirmed=False):
    """Move an update along by a verb of `initiatives.review`.

    The remark is for the text as a whole; `field_remarks` says by the name of a field what is expected of it. Who
    publishes a text of which one language was changed and the other was not confirms that both say the same:
    `languages_confirmed`. Raises TransitionRefused with a sentence for the reader (LanguagesUnconfirmed where only that
    is missing), and StaleRecordError when the update was changed since it was read. On success the update carries its
    new state and the log one more line.
    """
    with transaction.atomic():
        locked = (
            Update.objects.select_for_update(of=("self",))
            .select_related("initiative__lead", "partner", "period")
            .get(pk=update.pk)
        )
        if locked.version != update.version:
            raise StaleRecordError(update)
        said = remark or " ".join((field_remarks or {}).values())
        check_transition(locked, verb, by=by, remark=said, partners=get_answering_partners(locked))
        confirmed = False
        if verb == "publish":
            confirmed = check_publication(locked, find_publication_gaps(locked), languages_confirmed)
            _copy_reviewed_facts(locked)
        apply_transition(
            locked, verb, UpdateReview, by=by, remark=remark, field_remarks=field_remarks, confirmed=confirmed
        )
        if verb == "withdraw":
            set_kinds_from_latest_updates([locked.initiative_id])
    update.refresh_from_db()
    return update


def get_answering_partners(update):
    """Who hands the update in: the lead of its time, then the one of today where that is another."""
    return list(dict.fromkeys([update.partner, update.initiative.lead]))


def check_transition(text, verb, *, by, remark, partners):
    """Raise TransitionRefused unless `by` may move this text by that verb, from the state in which it is.

    `partners` are those that answer for the text; at least one of them must be the user's to submit it.
    """
    row = TRANSITIONS[verb]
    if not is_coordination(by):
        if row.actor is Actor.COORDINATION:
            require_coordination(by, TransitionRefused)
        if not Partner.objects.spoken_for_by(by).filter(pk__in=[partner.pk for partner in partners]).exists():
            raise TransitionRefused(_("Only the lead partner can submit this text."))
        if text.review_state == ReviewState.DRAFT and text.period.is_closed_for(by):
            raise TransitionRefused(
                _("The round is closed: what was not handed in can be handed in by the Coordination only.")
            )
    if not is_transition_possible(verb, text):
        raise TransitionRefused(
            _("This text is in the state “%(state)s”: this step is not possible from there."),
            params={"state": text.get_review_state_display()},
        )
    if row.remark_required and not remark.strip():
        raise TransitionRefused(_("Write a remark: the partner must know what is expected."))
    if row.to_state is None:
        _check_reopening(text)


def _check_reopening(text):
    """Refuse to take a reopening back where there was none, or where somebody has changed the text since."""
    entry = find_reopening(text)
    if entry is None:
        raise TransitionRefused(
            _("There is no reopening to take back: the text was sent back before it was validated, or withdrawn since.")
        )
    if is_changed_since(text, entry.at):
        raise TransitionRefused(
            _("This text was changed since it was reopened: it is handed in and read again, or changed back first.")
        )


def find_reopening(text):
    """The line of the log with which a text was reopened that is still with its partner; None where there is none."""
    entry = text.review_log.order_by("at", "pk").last()
    is_reopening = entry and entry.to_state == ReviewState.RETURNED and entry.from_state in VALIDATED
    return entry if is_reopening and text.review_state == ReviewState.RETURNED else None


def apply_transition(text, verb, log, *, by, remark, field_remarks=None, confirmed=False):
    """Set the state, write the line of the log and tell who listens; the checks were made before.

    Written as published, the text has its record (`initiatives.recording`); only a withdrawal takes that away.
    """
    from_state = text.review_state
    text.review_state = get_next_state(verb, from_state) or find_reopening(text).from_state
    text.save(update_fields=["review_state"], savepoint=False)
    if verb == "withdraw":
        delete_record(text)
    entry = log.objects.create(
        subject=text, by=by, from_state=from_state, to_state=text.review_state,
        remark=remark, field_remarks=field_remarks or {}, languages_confirmed=confirmed,
    )  # fmt: skip
    state_changed.send(sender=type(text), text=text, entry=entry)


def find_publication_gaps(update):
    """What stands between an update and its publication, as sentences; empty when nothing does.

    The rule: the title in French and in Dutch; every other field in both or in neither; a highlighted update has a
    text in both (design, "Both languages or no publication").
    """
    initiative = update.initiative
    missing = []
    for language, name in LANGUAGE_NAMES.items():
        if not (is_filled(update, f"title_{language}") or is_filled(initiative, f"title_{language}")):
            missing.append(_("The title is missing in %(language)s.") % {"language": name()})
    names = [("body", _("text")), ("title", _("new title"))]
    names += [("audience", _("new audience")), ("partnerships", _("new partnerships"))]
    missing += find_one_sided_fields(update, names)
    missing += find_one_sided_fields(initiative, [("audience", _("audience")), ("partnerships", _("partnerships"))])
    for figure in update.figures.all():
        missing += find_one_sided_fields(figure, [("note", _("note of a figure"))])
    for event in update.events.all():
        missing += find_one_sided_fields(event, [("title", _("title of an event"))])
    for photo in update.photos.all():
        missing += find_one_sided_fields(photo, [("alternative", _("alternative text of a photo"))])
    if update.highlight and not (is_filled(update, "body_fr") or is_filled(update, "body_nl")):
        missing.append(_("A highlighted update needs a text in French and in Dutch."))
    return missing


LANGUAGE_NAMES = {"fr": lambda: _("French"), "nl": lambda: _("Dutch")}


def is_filled(record, field):
    """Whether the field holds more than white space."""
    return bool((getattr(record, field) or "").strip())


def find_one_sided_fields(record, fields):
    """A sentence for each of the (field, label) pairs that the record has in French only or in Dutch only."""
    sentences = []
    for field, label in fields:
        present = {language for language in LANGUAGE_NAMES if is_filled(record, f"{field}_{language}")}
        if len(present) == 1:
            (absent,) = LANGUAGE_NAMES.keys() - present
            sentences.append(
                _("Missing in %(language)s: %(field)s.") % {"language": LANGUAGE_NAMES[absent](), "field": label}
            )
    return sentences


def check_publication(text, missing, languages_confirmed):
    """Raise TransitionRefused with the sentences on what is missing, or LanguagesUnconfirmed with those on each field
    of which a language was left behind. Whether it had to be confirmed that both say the same."""
    if missing:
        raise TransitionRefused([ValidationError(sentence) for sentence in missing])
    found = find_left_behind([text])[text.pk]
    if found and not languages_confirmed:
        asked = _("Read both, and confirm that French and Dutch say the same.")
        raise LanguagesUnconfirmed([ValidationError(one) for one in [*(left.sentence for left in found), asked]])
    return bool(found)


def _copy_reviewed_facts(update):
    """Carry the reviewed title, audience, partnerships, end and kind over to the initiative.

    What a later period that is published says already stays: the latest period decides, not the last publication.
    """
    initiative = update.initiative
    names = [f"{field}_{language}" for field in COPIED_FIELDS for language in LANGUAGES]
    names += ["ended", "kind"]
    later = list(
        PublishedUpdate.objects.shown().filter(initiative=initiative, period__starts_on__gt=update.period.starts_on)
    )
    changed = False
    for name in names:
        value = getattr(update, name)
        is_said_later = any(getattr(other, name) for other in later)
        if value and not is_said_later and value != getattr(initiative, name):
            setattr(initiative, name, value)
            changed = True
    if changed:
        initiative.save()


def settle_loaded_updates(updates):
    """Bring loaded updates to their state: published where both languages are there, validated otherwise."""
    approve_loaded_text(updates, UpdateReview, find_publication_gaps)


def approve_loaded_text(texts, log, missing):
    """Move those of the loaded texts that are drafts to published where nothing is missing, to validated elsewhere.

    A dataset holds reviewed content; nobody submitted it here, so the log names nobody.
    """
    drafts = [text for text in texts if text.review_state == ReviewState.DRAFT]
    for text in drafts:
        text.review_state = ReviewState.VALIDATED if missing(text) else ReviewState.PUBLISHED
    bulk_update(drafts, ["review_state"])
    log.objects.bulk_create(
        log(subject=text, by=None, from_state=ReviewState.DRAFT, to_state=text.review_state) for text in drafts
    )
