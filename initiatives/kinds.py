"""The kind of an initiative: that of its latest published update, whichever of them was published last."""

from initiatives.models import Initiative, PublishedUpdate


def set_kinds_from_latest_updates(keys):
    """Give the initiatives of these primary keys the kind of their latest published update.

    Those of which nothing is published keep theirs: it is the one that their first update is given.
    """
    published = PublishedUpdate.objects.shown().filter(initiative__in=keys)
    latest = dict(published.order_by("period__starts_on", "period", "pk").values_list("initiative", "kind"))
    for initiative in Initiative.objects.filter(pk__in=latest):
        if initiative.kind != latest[initiative.pk]:
            initiative.kind = latest[initiative.pk]
            initiative.save()
