"""Who is asking: the address of the network from which a request comes. No Django: the server's log asks it too."""

import ipaddress
from collections.abc import Mapping


def client_address(facts: Mapping[str, object], proxies: int) -> str:
    """The address of the visitor; "" where there is none (a socket of the machine itself).

    `facts` are the variables of WSGI. Behind so many proxies of ours it is what the outermost of them saw, which stands
    that many places from the end of `X-Forwarded-For`; what a visitor wrote into that header stands before it.
    """
    connection = _address(facts.get("REMOTE_ADDR"))
    if not proxies:
        return connection
    seen = str(facts.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    return (_address(seen[-proxies]) if len(seen) >= proxies else "") or connection


def network_of(address: str) -> str:
    """The part of an address that its holder cannot change at will: of IPv6, the 64 bits that a provider gives out."""
    if ":" not in address:
        return address
    return str(ipaddress.IPv6Network((address, 64), strict=False).network_address)


def _address(words: object) -> str:
    """The address in its usual writing; "" for what is none."""
    text = str(words or "").strip().removeprefix("[").partition("]")[0].partition("%")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)
