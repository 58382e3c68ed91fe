"""Whose request it is: the visitor's address, whatever he writes into a header."""

import pytest

from accounts.requests.clients import get_client_address, get_network


def seen(connection="10.0.0.9", forwarded=None, *, proxies):
    facts = {"REMOTE_ADDR": connection} | ({} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded})
    return get_client_address(facts, proxies)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.7", "10.0.0.9"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.1, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.9"),
        (1, None, "10.0.0.9"),
        (1, "", "10.0.0.9"),
        (1, "unknown", "10.0.0.9"),
        (1, '203.0.113.7"; DROP', "10.0.0.9"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "::ffff:203.0.113.7", "203.0.113.7"),
    ],
)
def test_behind_proxies_it_is_what_the_outermost_of_ours_saw(proxies, forwarded, address):
    assert seen(forwarded=forwarded, proxies=proxies) == address


def test_a_socket_of_the_machine_itself_has_none():
    assert seen("", proxies=0) == ""


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.7", "203.0.113.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("", "")],
)
def test_of_ipv6_the_part_counts_that_its_holder_cannot_change(address, network):
    assert get_network(address) == network
