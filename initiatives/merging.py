"""Duplicates: two records of one initiative become one, and nothing is lost."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.kinds import set_kinds_from_latest_updates
from initiatives.models import Initiative, ReviewState, Update
from initiatives.models.reviews import VALIDATED
from initiatives.recording import is_on_the_site
from records.access import require_coordination
from records.language_codes import LANGUAGES
from records.models import StaleRecordError
from records.models.keys import give_up_taken_key

FACTS = ("audience", "partnerships")
OF_THE_ROW = {"id", "key", "update", "position", "version", "part_of"}
LINKS = ("co_partners", "communes", "recommendations")


class MergeRefused(ValidationError):
    """Two initiatives that cannot become one as they stand; nothing was written. Its messages are for the reader."""


@dataclass
class MergePlan:
    """What a merge does, to be read before it is done."""

    duplicate: Initiative
    original: Initiative
    moved: list = field(default_factory=list)  # updates of periods that the original lacks
    appended: list = field(default_factory=list)  # (update of the duplicate, update of the original) of one period
    links: dict = field(default_factory=dict)  # name of a relation → what the original gains
    facts: list = field(default_factory=list)  # names of the facts that the original lacks
    obstacles: list = field(default_factory=list)  # sentences

    @property
    def gained(self):
        """Everything that the original is linked with from now on."""
        return [record for records in self.links.values() for record in records]


def plan_merge(duplicate, original):
    """What merging the duplicate into the original would do, and what stands in its way."""
    planned = MergePlan(duplicate, original, obstacles=_find_obstacles(duplicate, original))
    if planned.obstacles:
        return planned
    own = {update.period_id: update for update in _list_updates(original)}
    for update in _list_updates(duplicate):
        if update.period_id in own:
            planned.appended.append((update, own[update.period_id]))
        else:
            planned.moved.append(update)
    planned.obstacles = [sentence for pair in planned.appended for sentence in _check_same_state(*pair)]
    planned.obstacles += [sentence for pair in planned.appended for sentence in _check_not_reopened(*pair)]
    planned.links = {name: _find_missing_links(duplicate, original, name) for name in LINKS}
    if duplicate.lead_id != original.lead_id and duplicate.lead not in original.co_partners.all():
        planned.links["co_partners"] = list(dict.fromkeys([duplicate.lead, *planned.links["co_partners"]]))
    planned.facts = [name for name in FACTS if _has_fact(duplicate, name) and not _has_fact(original, name)]
    planned.facts += [
        name for name in ("website", "theme_id") if getattr(duplicate, name) and not getattr(original, name)
    ]
    return planned


@transaction.atomic
def merge_initiatives(duplicate, original, *, by):
    """Make the duplicate a part of the original. Returns the original.

    Updates of periods that the original lacks move over, the same rows, with the partner of their time; for those
    that were not validated yet the lead of the original answers from now on. Where both have one, the duplicate's
    text is appended to the original's and its figures, events and photos move, with a new key where the original has
    theirs; its own row stays under the duplicate,
    since issued editions and the log name it. Raises MergeRefused with every sentence of what stands in the way, and
    StaleRecordError when one of the two was changed since it was read.
    """
    require_coordination(by, MergeRefused)
    duplicate, original = _lock_both(duplicate, original)
    planned = plan_merge(duplicate, original)
    if planned.obstacles:
        raise MergeRefused([ValidationError(sentence) for sentence in planned.obstacles])
    for update in planned.moved:
        _move_update(update, original)
    for update, target in planned.appended:
        _append_text(update, target)
    _complete_original(planned)
    for earlier in [*Initiative.objects.filter(merged_into=duplicate), duplicate]:
        earlier.merged_into = original
        earlier.save()
    set_kinds_from_latest_updates([original.pk])
    original.refresh_from_db()
    return original


def _lock_both(duplicate, original):
    """Both as they stand now, kept from other writers; those that were read must be the same.

    Their texts are kept first: whoever writes a text and its initiative takes them in this order.
    """
    pair = [duplicate.pk, original.pk]
    list(Update.objects.select_for_update(of=("self",)).filter(initiative__in=pair).order_by("pk"))
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("lead", "volet", "merged_into")
    stored = {row.pk: row for row in rows.filter(pk__in=pair).order_by("pk")}
    for record in (duplicate, original):
        if record.pk not in stored or stored[record.pk].version != record.version:
            raise StaleRecordError(record)
    return stored[duplicate.pk], stored[original.pk]


# --- What is planned ------------------------------------------------------------------------------


def _list_updates(initiative):
    return list(initiative.updates.select_related("period", "partner").order_by("period__starts_on"))


def _find_obstacles(duplicate, original):
    if duplicate.pk == original.pk:
        return [_("An initiative is no duplicate of itself.")]
    sentences = [
        _("“%(title)s” was already merged into “%(original)s”.") % {"title": one, "original": one.merged_into}
        for one in (duplicate, original)
        if one.merged_into_id
    ]
    if duplicate.volet.framework_id != original.volet.framework_id:
        sentences.append(_("The two initiatives follow up different frameworks."))
    return sentences


def _check_same_state(update, target):
    """A sentence where texts of one period stand in different states: nothing is published that was not reviewed."""
    if update.review_state != target.review_state:
        yield _(
            "For %(period)s the two texts are in different states of the review (“%(one)s”, “%(other)s”): "
            "bring both to the same state first."
        ) % {
            "period": update.period,
            "one": update.get_review_state_display(),
            "other": target.get_review_state_display(),
        }  # fmt: skip


def _check_not_reopened(update, target):
    """A sentence where the site shows what was published of a text that is not: the words of both would part."""
    pair = (update, target)
    is_one_state = update.review_state == target.review_state != ReviewState.PUBLISHED
    if is_one_state and any(is_on_the_site(one) for one in pair):
        yield _(
            "For %(period)s one of the texts was reopened and the site shows what was published of it: "
            "publish both again first, or withdraw it."
        ) % {"period": update.period}


def _find_missing_links(duplicate, original, name):
    own = {record.pk for record in getattr(original, name).all()}
    if name == "co_partners":
        own.add(original.lead_id)
    return [record for record in getattr(duplicate, name).all() if record.pk not in own]


def _has_fact(record, name):
    return any(getattr(record, f"{name}_{language}") for language in LANGUAGES)


# --- What is done ---------------------------------------------------------------------------------


def _move_update(update, original):
    update.initiative = original
    if update.review_state not in VALIDATED:
        update.partner = original.lead
    update.save()


def _append_text(update, target):
    for language in LANGUAGES:
        added, text = (getattr(one, f"body_{language}") or "" for one in (update, target))
        if added.strip() and added.strip() not in text:
            setattr(target, f"body_{language}", f"{text.rstrip()}\n\n{added}" if text.strip() else added)
    target.highlight = target.highlight or update.highlight
    target.save()
    _move_evidence(update, target)


def _move_evidence(update, target):
    """Figures, events and photos move; what the target has already stays where it is, so that it stands once.

    Each keeps its key in the open data, unless a row of the target has it: it then gets a new one.
    """
    for name in ("figures", "events", "photos"):
        own = {_get_identity(row): row for row in getattr(target, name).all()}
        # A part comes after its total, to which it may have to be led over.
        for row in sorted(getattr(update, name).all(), key=lambda row: getattr(row, "part_of_id", None) is not None):
            if _get_identity(row) in own:
                continue
            if getattr(row, "part_of_id", None):
                row.part_of = own.get(_get_identity(row.part_of), row.part_of)
            row.update = target
            if row.key_within:
                give_up_taken_key(row)
            row.save()


def _get_identity(row):
    """What a figure, an event or a photo says: the same twice is one."""
    if hasattr(row, "sha256"):
        return row.sha256
    told = (one for one in row._meta.concrete_fields if one.name not in OF_THE_ROW)
    said = tuple(getattr(row, one.attname) or "" for one in told)
    return (*said, _get_identity(row.part_of)) if getattr(row, "part_of_id", None) else said


def _complete_original(planned):
    duplicate, original = planned.duplicate, planned.original
    for name in planned.facts:
        fields = [f"{name}_{language}" for language in LANGUAGES] if name in FACTS else [name]
        for one in fields:
            setattr(original, one, getattr(duplicate, one))
    original.save()
    for name, records in planned.links.items():
        getattr(original, name).add(*records)
