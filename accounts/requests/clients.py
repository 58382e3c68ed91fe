"""The IP address that a request comes from. No Django: the server's log uses it too."""

import ipaddress
from collections.abc import Mapping


def get_client_address(facts: Mapping[str, object], proxies: int) -> str:
    """The address of the visitor; "" where there is none (a socket of the machine itself).

    `facts` are the variables of WSGI. Behind `proxies` proxies of ours it is what the outermost of them saw: that
    many places from the end of `X-Forwarded-For`. What a visitor wrote into that header comes before it.
    """
    connection = _normalize_address(facts.get("REMOTE_ADDR"))
    if not proxies:
        return connection
    seen = str(facts.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    return (_normalize_address(seen[-proxies]) if len(seen) >= proxies else "") or connection


def get_network(address: str) -> str:
    """The part of an address that its holder cannot change at will: of IPv6, the 64 bits that a provider gives out."""
    if ":" not in address:
        return address
    return str(ipaddress.IPv6Network((address, 64), strict=False).network_address)


def _normalize_address(words: object) -> str:
    """The address in its usual notation; "" for what is none."""
    text = str(words or "").strip().removeprefix("[").partition("]")[0].partition("%")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)
