"""Rate limits of sign-in attempts: counted by where they come from, so that nobody can lock somebody else out.

A browser that the account has signed in with before has a counter of its own: strangers cannot use it up. Everybody
else shares the counters of the account in their network, of the account anywhere, and of their network. Each attempt is
reserved before the password is checked and released when it was right: two processes together let no more through than
one. The counters are allauth's own `ratelimit`, in the cache that the processes share.
"""

import math
import time
from dataclasses import dataclass

from allauth.core.internal import ratelimit
from django.core.cache import cache

from accounts.devices import find_device_by_email
from accounts.requests.clients import get_network

RATES = {
    "password_in_known_browser": "5/5m/key",
    "password_in_network": "5/5m/key",
    "password_anywhere": "30/h/key",
    "network": "30/5m/key",
}
"""How many failures in how long, in allauth's notation."""

_APP = "accounts"


@dataclass
class Attempt:
    """An attempt that may be made, with what it uses up of the counters."""

    usages: list

    def release(self):
        """It did not fail: it no longer counts."""
        for usage in self.usages:
            usage.rollback()


@dataclass
class TooManyAttempts(Exception):
    """There were too many failures; `seconds` is how long to wait."""

    seconds: int

    @property
    def minutes(self):
        return max(1, math.ceil(self.seconds / 60))


def reserve_attempt(request, email):
    """Count one attempt at the password of the account with that address. Raises TooManyAttempts where none is left."""
    attempt = Attempt([])
    for name, key in _list_counters(request, email.lower()):
        usage = ratelimit.consume(request, app=_APP, action=name, config=RATES, key=key)
        if usage is None:
            attempt.release()
            raise TooManyAttempts(_compute_wait(request, name, key))
        attempt.usages.append(usage)
    return attempt


def clear_failures(request, email):
    """The account has a new password: earlier failures no longer count."""
    for name, key in _list_counters(request, email.lower()):
        if name != "network":
            ratelimit.clear(request, app=_APP, action=name, config=RATES, key=key)


def _list_counters(request, email):
    device = find_device_by_email(request, email)
    if device is not None:
        return [("password_in_known_browser", f"{email} {device}")]
    network = get_network(request.client_address)
    return [("password_in_network", f"{email} {network}"), ("password_anywhere", email), ("network", network)]


def _compute_wait(request, name, key):
    """Seconds until the oldest of the failures no longer counts."""
    [rate] = ratelimit.parse_rates(RATES[name])
    stored = cache.get(ratelimit.get_cache_key(request, app=_APP, action=name, rate=rate, key=key), [])
    return math.ceil(stored[-1] + rate.duration - time.time()) if stored else 1
