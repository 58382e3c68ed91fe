"""What lists and pages show, made ready when something is published: from what is published, and from nothing else."""

from django.db import models

from initiatives.models import Initiative


class Facet(models.TextChoices):
    """By what the list of initiatives can be narrowed; the values are the names of the parameters."""

    VOLET = "volet"
    RECOMMENDATION = "recommendation"
    ZONE = "zone"
    COMMUNE = "commune"
    PARTNER = "partner"
    PERIOD = "period"
    STATUS = "status"
    KIND = "kind"
    THEME = "theme"
    YEAR = "year"
    VOLET_PERIOD = "volet_period"

    @classmethod
    def offered(cls):
        """Those among which a reader chooses; the others are only counted."""
        return [facet for facet in cls if facet != cls.VOLET_PERIOD]


class InitiativeIndex(models.Model):
    """An initiative of which something is published, with what its lists show and are sorted by.

    Each order is one column that no two listings share: the next page of a list is then one step in one index, on
    both databases. A rank is a day and the initiative's own number, `compute_rank`.
    """

    initiative = models.OneToOneField(Initiative, models.CASCADE, primary_key=True, related_name="listing")
    # The last day of the last period that it tells of; of one day, first what is highlighted, then what has a text.
    latest_rank = models.BigIntegerField(unique=True)
    started_rank = models.BigIntegerField(unique=True)  # its start, or else the first day of its first period
    # The title as it is sorted, and behind it the key.
    sort_fr = models.CharField(max_length=200, unique=True)
    sort_nl = models.CharField(max_length=200, unique=True)
    sort_en = models.CharField(max_length=200, unique=True)
    # What a line of the list says, typeset, so that a page of it is read from this table alone.
    key = models.CharField(max_length=100)
    title_fr = models.CharField(max_length=320, blank=True)
    title_nl = models.CharField(max_length=320, blank=True)
    title_en = models.CharField(max_length=320, blank=True)
    summary_fr = models.CharField(max_length=300, blank=True)  # how the last text in that language begins
    summary_nl = models.CharField(max_length=300, blank=True)
    summary_en = models.CharField(max_length=300, blank=True)
    volet = models.CharField(max_length=100)  # the value of its choice
    lead = models.CharField(max_length=100)  # the key of the partner
    period = models.CharField(max_length=20, blank=True)  # the key of the last period that counts; "" without one
    status = models.CharField(max_length=10)  # what was said of it then

    def __str__(self):
        return self.sort_fr


def compute_rank(day, pk, *, weight=0):
    """One number for a day and the row it belongs to: from the highest down, later days come first, of one day those
    of more weight (0 to 2), of these newer rows."""
    return (day.toordinal() * 3 + weight) * 10**10 + pk


class InitiativeFacet(models.Model):
    """A choice under which a listing is found."""

    listing = models.ForeignKey(InitiativeIndex, models.CASCADE, related_name="facets", db_index=False)
    facet = models.CharField(max_length=14, choices=Facet)
    value = models.CharField(max_length=100)
    # The order of the list, beside the choice: a page of a narrowed list is then read from this index alone.
    latest_rank = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "facet", "value"], name="initiativefacet_stands_once"),
        ]
        indexes = [
            models.Index(fields=["facet", "value", "-latest_rank", "listing"], name="initiativefacet_latest"),
        ]

    def __str__(self):
        return f"{self.facet} {self.value}"
