"""The addresses that records had before: what names a record for the public may change, its old address lives on."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.access import ScopedQuerySet


class FormerAddressQuerySet(ScopedQuerySet):
    def of_model(self, model):
        return self.filter(model=model._meta.label_lower)


class FormerAddress(models.Model):
    """What named a record in public addresses until it was changed: `VersionedModel.save` writes it, and nothing else.

    The record is named by its number: however often its key changes, each of the earlier ones leads to what it is
    called today. What was deleted leads nowhere, until it is brought back.
    """

    model = models.CharField(gettext_lazy("kind of record"), max_length=60)
    within = models.PositiveBigIntegerField(
        gettext_lazy("within"), default=0, editable=False
    )  # the parent, for a volet or its like
    name = models.CharField(gettext_lazy("former key"), max_length=200)
    record = models.PositiveBigIntegerField(gettext_lazy("number of the record"), editable=False)
    left_at = models.DateTimeField(gettext_lazy("left on"), auto_now=True)

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("former address")
        verbose_name_plural = gettext_lazy("former addresses")
        ordering = ["model", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["model", "within", "name"], name="formeraddress_leads_to_one_record"),
        ]

    def __str__(self):
        return f"{self.model} {self.name}"

    def find_record(self):
        """The record to which the address leads, or None where it was deleted."""
        return apps.get_model(self.model)._base_manager.filter(pk=self.record).first()


class AddressTakenError(ValidationError):
    """The key was that of another record, to which its old address leads; nothing was written."""

    def __init__(self, name, target):
        sentence = _("“%(name)s” was the key of “%(record)s” before, and its old address leads there. Choose another.")
        super().__init__(sentence % {"name": name, "record": target}, code="former_address")


def find_record_by_address(model, name, parent=None):
    """The record that this name leads to, today's or a former one; None where it leads nowhere.

    `parent`: the record within which the name stands, for a volet or a recommendation.
    """
    if not str(name).isprintable():
        return None
    field = model.address_fields[-1]
    within = {model.address_fields[0]: parent.pk} if parent is not None else {}
    rows = model._base_manager.all()
    try:
        found = rows.filter(**within, **{field: name}).first()
    except (ValueError, OverflowError):
        return None
    if found is None:
        former = _find_former(model, parent.pk if parent is not None else 0, name)
        found = former and former.find_record()
    return found


def keep_former_address(record, old, new):
    """Keep the old address of a record that was renamed; raises AddressTakenError (see `check_address_is_free`).

    `old` and `new` are the values of its `address_fields`; `old` is None for a record that was just made.
    """
    if old == new:
        return
    if former := check_address_is_free(record):
        former.delete()
    if old is not None:
        FormerAddress.objects.update_or_create(
            **_build_lookup(type(record), *_split_address(old)), defaults={"record": record.pk}
        )


def keep_former_addresses(records):
    """The same for records, all of one model, that are about to be made: one query, and some for each that would take
    a former name."""
    names = [_split_address(_read_address(record))[1] for record in records]
    former = FormerAddress.objects.of_model(type(records[0])).filter(name__in=names)
    taken = set(former.values_list("within", "name"))
    for record in records:
        if _split_address(_read_address(record)) in taken:
            keep_former_address(record, None, _read_address(record))


def check_address_is_free(record):
    """Raise AddressTakenError where the record would take the former name of another one that still stands.

    Returns the former address that the record may take, its own or that of a deleted one; None where there is none.
    """
    within, name = _split_address(_read_address(record))
    former = _find_former(type(record), within, name)
    if former and former.record != record.pk and (target := former.find_record()):
        raise AddressTakenError(name, target)
    return former


def _find_former(model, within, name):
    return FormerAddress.objects.filter(**_build_lookup(model, within, name)).first()


def _build_lookup(model, within, name):
    return {"model": model._meta.label_lower, "within": within, "name": name}


def _read_address(record):
    return tuple(getattr(record, field) for field in record.address_fields)


def _split_address(values):
    *parent, name = values
    return (parent[0] if parent else 0), str(name)
