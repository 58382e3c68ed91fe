"""What the site makes from published content: each thing stands once, and the database itself sees to it."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import UniqueConstraint

from public.index.changes import refresh_pending
from public.models import SiteRevision
from tests.builders import make_update

pytestmark = pytest.mark.django_db

UNIQUE = [
    pytest.param(model, constraint, id=constraint.name)
    for model in apps.get_app_config("public").get_models()
    for constraint in model._meta.constraints
    if isinstance(constraint, UniqueConstraint)
]


@pytest.mark.parametrize(("model", "constraint"), UNIQUE)
def test_the_database_refuses_a_twin(model, constraint):
    make_update(state="published", body_fr="Texte de la mise à jour.", body_nl="Tekst van de actualisering.")
    refresh_pending()
    row = model.objects.first()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    assert model.objects.filter(**{name: getattr(row, name) for name in constraint.fields}).count() == 1


def test_the_database_refuses_a_second_revision():
    refresh_pending()
    with pytest.raises(IntegrityError, match="siterevision_is_one_row"), transaction.atomic():
        SiteRevision.objects.create(pk=2)
