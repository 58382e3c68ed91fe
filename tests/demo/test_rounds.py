"""The round of the demonstration, opened anew on another day."""

import datetime

import pytest
from django.utils import timezone

from demo import content as demo
from demo import rounds as demo_round
from rounds.models import Extension, Response
from tests.builders import make_partner, make_period, make_response

pytestmark = pytest.mark.django_db


def opened(today):
    demo.create_accounts()
    return demo_round.open_round(by=demo.get_coordinator(), today=today)


def test_the_dates_of_the_demo_follow_the_calendar_where_answers_were_given():
    today = timezone.localdate()
    answered = make_response(period=make_period(key="2025"))
    for partner in demo_round.REASONS:
        make_partner(key=partner)
    later = today + datetime.timedelta(days=400)

    opened(today)
    period = opened(later)

    assert period == answered.period
    assert (later - period.deadline).days == 3
    assert [(extension.deadline - later).days for extension in Extension.objects.all()] == [14, 14]
    assert Response.objects.get() == answered
