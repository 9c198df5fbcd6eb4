"""Which network addresses belong to the public internet.

By the IANA registries of special-purpose addresses (RFC 6890 and its updates). A feed must not make the pipeline read
what only the machine it runs on can reach.
"""

from __future__ import annotations

import ipaddress

_SPECIAL = [
    (ipaddress.ip_network(network), what)
    for network, what in (
        ("0.0.0.0/8", "reserved"), ("10.0.0.0/8", "private"), ("100.64.0.0/10", "shared inside a provider's network"), ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"), ("172.16.0.0/12", "private"), ("192.0.0.0/24", "reserved"), ("192.0.2.0/24", "reserved"),
        ("192.88.99.0/24", "reserved"), ("192.168.0.0/16", "private"), ("198.18.0.0/15", "reserved"), ("198.51.100.0/24", "reserved"),
        ("203.0.113.0/24", "reserved"), ("224.0.0.0/4", "multicast"), ("240.0.0.0/4", "reserved"),
        ("::1/128", "loopback"), ("::ffff:0:0/96", "an IPv4 address in disguise"), ("64:ff9b::/96", "an IPv4 address in disguise"),
        ("64:ff9b:1::/48", "an IPv4 address in disguise"), ("2002::/16", "an IPv4 address in disguise"), ("2001::/32", "an IPv4 address in disguise"),
        ("::/96", "reserved"), ("100::/64", "reserved"), ("2001::/23", "reserved"), ("2001:db8::/32", "reserved"), ("fc00::/7", "private"),
        ("fe80::/10", "link-local"), ("fec0::/10", "private"), ("ff00::/8", "multicast"),
    )
]  # fmt: skip


def why_not_public(address: str) -> str:
    """What kind of inside address this is (private, loopback, ...); empty where it is a public one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "no network address"
    for network, what in _SPECIAL:
        if found.version == network.version and found in network:
            return what
    return "" if found.is_global else "reserved"
