"""The report reads the database in a constant number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import Event, Figure, Initiative, Update
from lisa.models import Antenna
from reporting.models import Edition
from reporting.reports import annual

pytestmark = pytest.mark.django_db

MOST_QUERIES = 60


def queries(edition):
    """The number of queries of a report whose edition was just read."""
    edition = Edition.objects.get(pk=edition.pk)
    with CaptureQueriesContext(connection) as captured:
        annual.build(edition, "fr")
    return len(captured)


def multiply(times):
    """Copy every initiative with its updates, figures and events until there are `times` as many; antennas twice."""
    initiatives = list(Initiative.objects.prefetch_related("updates__figures", "updates__events"))
    for copy in range(1, times):
        for initiative in initiatives:
            updates = list(initiative.updates.all())
            evidence = [(update, list(update.figures.all()), list(update.events.all())) for update in updates]
            twin = Initiative.objects.get(pk=initiative.pk)
            twin.pk, twin._state.adding, twin.key = None, True, f"{initiative.key}-{copy}"
            Initiative.objects.bulk_create([twin])
            for update, figures, events in evidence:
                update = Update.objects.get(pk=update.pk)
                update.pk, update._state.adding, update.initiative = None, True, twin
                Update.objects.bulk_create([update])
                for model, rows in ((Figure, figures), (Event, events)):
                    for row in rows:
                        row = model.objects.get(pk=row.pk)
                        row.pk, row._state.adding, row.update = None, True, update
                        model.objects.bulk_create([row])
    for antenna in list(Antenna.objects.all()):
        antenna.pk, antenna._state.adding, antenna.key = None, True, f"{antenna.key}-copy"
        Antenna.objects.bulk_create([antenna])


def test_as_many_queries_for_three_times_as_many_initiatives(founding_edition):
    before = queries(founding_edition)

    multiply(3)

    assert Initiative.objects.count() == 3 * 162
    assert queries(founding_edition) == before
    assert before <= MOST_QUERIES
