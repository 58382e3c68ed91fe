"""What the site must do again because something was written."""

from django.db import models


class Kind(models.TextChoices):
    """What has a page, a place in the search and an address of its own."""

    INITIATIVE = "initiative"
    ANTENNA = "antenna"
    VOLET = "volet"
    RECOMMENDATION = "recommendation"
    ZONE = "zone"
    COMMUNE = "commune"
    PARTNER = "partner"
    EDITION = "edition"


class SiteRevision(models.Model):
    """How often what the public sees has changed: one row, whose number every kept page carries."""

    number = models.PositiveBigIntegerField(default=1)
    reference = models.PositiveBigIntegerField(default=1)  # the number at which the reference data changed last

    class Meta:
        constraints = [models.CheckConstraint(name="siterevision_is_one_row", condition=models.Q(id=1))]

    def __str__(self):
        return str(self.number)


class PageRevision(models.Model):
    """The number that the revision had when something of a thing was published or withdrawn last."""

    KINDS = (Kind.INITIATIVE, Kind.ANTENNA, Kind.PARTNER)
    """Of what has details: see `public.pages.details`."""

    kind = models.CharField(max_length=20, choices=Kind)
    object_id = models.PositiveBigIntegerField()
    number = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="pagerevision_stands_once")]

    def __str__(self):
        return f"{self.kind} {self.object_id}: {self.number}"


class PendingRefresh(models.Model):
    """Something that was written and whose listing was not made anew yet. Such a thing is in no list meanwhile.

    Written in the transaction of the change itself, so that nothing is forgotten when a process dies. Without a
    unique key: two people who touch one initiative do not wait for each other.
    """

    REFERENCE = "reference"
    """The kind of what every page may name: it counts up `SiteRevision.reference`, with 0 for the object."""

    kind = models.CharField(max_length=20)  # of Kind, or REFERENCE
    object_id = models.PositiveBigIntegerField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="pendingrefresh_by_object")]

    def __str__(self):
        return f"{self.kind} {self.object_id}"
