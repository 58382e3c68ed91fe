"""Limits of what a person may write, all generous, for forms, the loader and the tests.

Nothing that anybody wrote in earnest comes near them: the longest text of the founding report has 2,400 characters.
"""

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 50_000
"""Characters of a text that is read by itself: what is said of a period, an introduction, a mail."""

LONGEST_REMARK = 5_000
"""Characters of a few sentences: a remark, a reason, an audience."""

LONGEST_SECRET = 1_000
"""Characters of a password, a code, an address to come back to."""

FIRST_YEAR, LAST_YEAR = 1800, 2200
"""The first and the last year of any date."""

LARGEST_NUMBER = 2_147_483_647
"""The largest number that an integer column of either database holds."""

MOST_ROWS = 60
"""Figures of a text, its events, its photos, the services of an antenna."""

MOST_YEARLY_ROWS = 200
"""Figures of an antenna: some for each year."""

out_of_bounds = format_lazy(_("Write a day between {first} and {last}."), first=FIRST_YEAR, last=LAST_YEAR)

day_validators = [
    MinValueValidator(datetime.date(FIRST_YEAR, 1, 1), out_of_bounds),
    MaxValueValidator(datetime.date(LAST_YEAR, 12, 31), out_of_bounds),
]
