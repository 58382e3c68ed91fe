"""How often passwords may be tried: counted where the trying comes from, so that nobody locks somebody else out.

A browser with which the account has signed in before has a count of its own: strangers do not use it up. Everybody else
shares that of the account in his network, that of the account anywhere, and that of his network. Every try takes its
place before the password is looked at, and gives it back when it was right: two processes together let no more through
than one. Counts are kept by allauth's own `ratelimit`, in the cache that the processes share.
"""

import math
import time
from dataclasses import dataclass

from allauth.core.internal import ratelimit
from django.core.cache import cache

from accounts.devices import device_for
from accounts.requests.clients import network_of

RATES = {
    "password_in_known_browser": "5/5m/key",
    "password_in_network": "5/5m/key",
    "password_anywhere": "30/h/key",
    "network": "30/5m/key",
}
"""How many failures in how long; written as allauth writes its own."""

_APP = "accounts"


@dataclass
class Try:
    """A try that may be made, with the places that it takes."""

    usages: list

    def give_back(self):
        """It did not fail: it counts no more."""
        for usage in self.usages:
            usage.rollback()


@dataclass
class TooMany(Exception):
    """There were too many failures; `seconds` says how long to wait."""

    seconds: int

    @property
    def minutes(self):
        return max(1, math.ceil(self.seconds / 60))


def take_try(request, email):
    """Take the place of one try at the password of the account with that address. Raises TooMany where none is left."""
    taken = Try([])
    for name, key in _counts(request, email.lower()):
        usage = ratelimit.consume(request, app=_APP, action=name, config=RATES, key=key)
        if usage is None:
            taken.give_back()
            raise TooMany(_seconds_to_wait(request, name, key))
        taken.usages.append(usage)
    return taken


def forget_failures(request, email):
    """The account has a new password: what was tried before says nothing of it."""
    for name, key in _counts(request, email.lower()):
        if name != "network":
            ratelimit.clear(request, app=_APP, action=name, config=RATES, key=key)


def _counts(request, email):
    device = device_for(request, email)
    if device is not None:
        return [("password_in_known_browser", f"{email} {device}")]
    network = network_of(request.client_address)
    return [("password_in_network", f"{email} {network}"), ("password_anywhere", email), ("network", network)]


def _seconds_to_wait(request, name, key):
    """Until the oldest of the failures counts no more."""
    [rate] = ratelimit.parse_rates(RATES[name])
    stored = cache.get(ratelimit.get_cache_key(request, app=_APP, action=name, rate=rate, key=key), [])
    return math.ceil(stored[-1] + rate.duration - time.time()) if stored else 1
