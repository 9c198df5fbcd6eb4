"""One answer at a time: bounded in size and time, and never from inside the own network."""

from __future__ import annotations

import datetime as dt
import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import flows.steps.web.network as network
from flows.steps.addresses import AddressError, file_name, parsed
from flows.steps.web.fetch import Fetcher, FetchError, retry_after
from flows.steps.web.options import WebOptions
from flows.steps.web.public_only import why_not_public
from tests.web_server import FAST, Handler, Reply, Site

LIMIT = 100_000


@contextmanager
def fetching(options: WebOptions = FAST) -> Iterator[Fetcher]:
    fetcher = Fetcher(options, "parkhouse/test", LIMIT)
    try:
        yield fetcher
    finally:
        fetcher.close()


def refusal(address: str, options: WebOptions = FAST) -> FetchError:
    """Why an address gives nothing."""
    with fetching(options) as fetcher, pytest.raises(FetchError) as found:
        fetcher.get(address)
    assert "\n" not in found.value.reason
    return found.value


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", "loopback"), ("127.9.9.9", "loopback"), ("0.0.0.0", "reserved"), ("10.0.0.5", "private"), ("172.31.255.1", "private"),
        ("192.168.1.1", "private"), ("169.254.169.254", "link-local"), ("100.64.0.1", "shared"), ("224.0.0.1", "multicast"), ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"), ("198.18.0.1", "reserved"), ("192.0.0.8", "reserved"), ("203.0.113.7", "reserved"), ("::1", "loopback"),
        ("::", "reserved"), ("fe80::1", "link-local"), ("fe80::1%eth0", "link-local"), ("fd00::1", "private"), ("fec0::1", "private"), ("ff02::1", "multicast"),
        ("::ffff:10.0.0.5", "disguise"), ("::ffff:8.8.8.8", "disguise"), ("2002:a00:5::1", "disguise"), ("64:ff9b::a00:5", "disguise"),
        ("64:ff9b:1::1", "disguise"), ("2001:0:a00:5::1", "disguise"), ("::7f00:1", "reserved"), ("2001:db8::1", "reserved"), ("not an address", "no network"),
    ],
)  # fmt: skip
def test_inside_addresses_are_told_from_public_ones(address: str, kind: str) -> None:
    assert kind in why_not_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "101.6.6.6", "172.32.0.1", "100.128.0.1", "2400:3200::1", "2606:4700::1111"])
def test_public_addresses_are_public(address: str) -> None:
    assert why_not_public(address) == ""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"])
def test_nothing_inside_is_asked_however_it_is_written(site: Site, host: str) -> None:
    site.page("/secret", "内部")
    error = refusal(site.url("/secret", host), WebOptions(delay_seconds=0))
    assert error.code == "fetch.private"
    assert "web_allow_private" in error.reason
    assert site.asked == []


@pytest.fixture
def loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """127.0.0.1 stands for a public server; every other inside address stays what it is."""
    monkeypatch.setattr(network, "why_not_public", lambda address: "" if address == "127.0.0.1" else why_not_public(address))


@pytest.mark.usefixtures("loopback_is_public")
@pytest.mark.parametrize(
    "target", ["http://127.0.0.2:{port}/secret", "http://10.0.0.5/", "http://169.254.169.254/latest/meta-data/", "http://[::1]:{port}/secret"]
)
def test_a_redirect_into_the_own_network_is_not_followed(site: Site, target: str) -> None:
    site.page("/secret", "内部")
    site.routes["/go"] = Reply(status=302, headers={"Location": target.format(port=site.port)})
    error = refusal(site.url("/go"), WebOptions(delay_seconds=0))
    assert error.code == "fetch.private"
    assert site.paths() == ["/go"]


@pytest.mark.usefixtures("loopback_is_public")
def test_the_address_that_was_checked_is_the_one_connected_to(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere at its second look-up gains nothing."""
    real, looked_up = socket.getaddrinfo, []

    def rebinding(host: Any, *arguments: Any, **options: Any) -> Any:
        if host != "rebind.test":
            return real(host, *arguments, **options)
        looked_up.append(host)
        return real("127.0.0.1" if len(looked_up) == 1 else "127.0.0.2", *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    site.page("/a", "文")
    with fetching(WebOptions(delay_seconds=0)) as fetcher:
        assert fetcher.get(site.url("/a", "rebind.test")).status == 200
    assert len(looked_up) == 1
    assert site.asked[0].headers["host"] == f"rebind.test:{site.port}"


@pytest.mark.usefixtures("loopback_is_public")
def test_of_several_addresses_only_a_public_one_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def both(host: Any, *arguments: Any, **options: Any) -> Any:
        if host != "both.test":
            return real(host, *arguments, **options)
        return [*real("127.0.0.2", *arguments, **options), *real("127.0.0.1", *arguments, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    site.page("/a", "文")
    with fetching(WebOptions(delay_seconds=0)) as fetcher:
        assert fetcher.get(site.url("/a", "both.test")).status == 200


def self_signed(folder: Path) -> Path:
    """A certificate that nobody trusts, with its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "nobody.test")])
    now = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path = folder / "nobody.pem"
    path.write_bytes(key.private_bytes(serialization.Encoding.PEM, *plain) + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return path


def test_tls_names_the_host_and_an_untrusted_certificate_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path))
    named: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: named.append(name)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        try:
            context.wrap_socket(connection, server_side=True).close()
        except OSError:
            connection.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *a, **o: real("127.0.0.1" if host == "named.test" else host, *a, **o))
    error = refusal(f"https://named.test:{listener.getsockname()[1]}/")
    thread.join(5)
    listener.close()
    assert named == ["named.test"]
    assert (error.code, error.wait) == ("fetch.tls", None)


def test_redirects_are_followed_to_the_last_address_and_no_further_than_five(site: Site) -> None:
    for number in range(8):
        site.routes[f"/{number}"] = Reply(status=301, headers={"Location": f"/{number + 1}"})
    site.page("/8", "到了")
    with fetching() as fetcher:
        assert fetcher.get(site.url("/3")).address == site.url("/8")
    error = refusal(site.url("/2"))
    assert error.code == "fetch.redirects"
    site.routes["/round"] = Reply(status=302, headers={"Location": "/round"})
    assert refusal(site.url("/round")).code == "fetch.redirects"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/", "javascript:1", "http://", "data:text/html,x"])
def test_a_redirect_to_another_scheme_is_refused(site: Site, target: str) -> None:
    site.routes["/go"] = Reply(status=302, headers={"Location": target})
    assert refusal(site.url("/go")).code == "fetch.redirects"


def test_a_login_is_sent_to_its_own_host_only_and_never_named(site: Site) -> None:
    found = parsed(site.url("/a").replace("://", "://reader:hidden@"))
    assert found.login == ("reader", "hidden")
    assert found.text == site.url("/a")
    site.routes["/a"] = Reply(status=302, headers={"Location": site.url("/b", "localhost").replace("://", "://other:word@")})
    site.page("/b", "文")
    with fetching() as fetcher:
        fetcher.logins[site.url("")] = ("reader", "hidden")
        assert fetcher.get(site.url("/a")).address == site.url("/b", "localhost")
    assert [("authorization" in asked.headers) for asked in site.asked] == [True, False]


@pytest.mark.parametrize(
    "source",
    ["ftp://u:secret@h/x", "http://u:secret@/x", "http://u:secret@h:99999/", "http://u:secret@h\x00/", "http://u:secret@[::/", "http://u:secret/more@h/"],
)
def test_an_address_that_is_none_is_named_without_its_login(source: str) -> None:
    with pytest.raises(AddressError) as found:
        parsed(source)
    assert "secret" not in str(found.value)


def test_addresses_have_one_spelling() -> None:
    assert parsed("HTTP://Example.ORG:80/a?b=1#part").text == "http://example.org/a?b=1"
    assert parsed("../c.html", "https://example.org/a/b/").text == "https://example.org/a/c.html"
    assert file_name("https://example.org/a/%E7%BB%8F%E5%BC%80%E5%8C%BA.html?x=1") == "经开区.html"
    assert file_name("https://example.org/a/..%2F..%2Fetc%2Fpasswd%00") == ".._.._etc_passwd_"
    assert file_name("https://example.org/") == "example.org"


def drip(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.02)


def drip_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-A: b\r\n")
        handler.wfile.flush()
        time.sleep(0.02)


def silent(handler: Handler) -> None:
    time.sleep(0.5)


@pytest.mark.parametrize("slow", [drip, drip_headers, silent])
def test_an_answer_that_does_not_end_is_given_up(site: Site, slow: Any) -> None:
    site.routes["/slow"] = slow
    error = refusal(site.url("/slow"), WebOptions(allow_private=True, total_seconds=0.2))
    assert error.code == "fetch.timeout"
    assert error.wait is not None, "another try may do better"


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65536)


@pytest.mark.parametrize(
    "route",
    [
        endless,
        Reply(b"x" * (LIMIT + 1)),
        Reply(gzip.compress(b"0" * 200_000_000, 1), headers={"Content-Encoding": "gzip"}),
        Reply(gzip.compress(b"0" * 60_000) * 3, headers={"Content-Encoding": "gzip"}),
        Reply(zlib.compress(b"0" * 50_000_000, 1), headers={"Content-Encoding": "deflate"}),
    ],
    ids=["endless", "large", "gzip bomb", "several in one", "deflate bomb"],
)
def test_an_answer_that_is_too_large_is_broken_off(site: Site, route: Any) -> None:
    site.routes["/large"] = route
    error = refusal(site.url("/large"))
    assert error.code == "fetch.size"
    assert "max_document_bytes" in error.reason


@pytest.mark.parametrize("packed", [gzip.compress, zlib.compress, lambda b: zlib.compress(b)[2:-4], lambda b: gzip.compress(b[:9]) + gzip.compress(b[9:])])
def test_compressed_answers_are_unpacked(site: Site, packed: Any) -> None:
    text = "园区".encode() * 10_000
    name = "gzip" if packed(b"x" * 20).startswith(b"\x1f\x8b") else "deflate"
    site.routes["/packed"] = Reply(packed(text), headers={"Content-Encoding": name})
    with fetching() as fetcher:
        assert fetcher.get(site.url("/packed")).content == text


@pytest.mark.parametrize(
    ("body", "coding"),
    [(b"x", "br"), (b"x", "gzip, gzip"), (b"no gzip at all", "gzip"), (gzip.compress(b"x" * 5000)[:-9], "gzip"), (b"\x00\x01\x02", "deflate")],
    ids=["not asked for", "two layers", "no gzip", "cut off", "no deflate"],
)
def test_what_cannot_be_unpacked_is_refused(site: Site, body: bytes, coding: str) -> None:
    site.routes["/odd"] = Reply(body, headers={"Content-Encoding": coding})
    assert refusal(site.url("/odd")).code == "fetch.encoding"


@pytest.mark.parametrize(
    "raw", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000]
)
def test_a_broken_answer_is_refused(site: Site, raw: bytes) -> None:
    def answer(handler: Handler) -> None:
        handler.wfile.write(raw)

    site.routes["/raw"] = answer
    assert refusal(site.url("/raw")).code in ("fetch.protocol", "fetch.connect")


@pytest.mark.parametrize(("status", "again"), [(404, False), (403, False), (410, False), (418, False), (204, False), (429, True), (500, True), (503, True)])
def test_statuses_say_whether_to_try_again(site: Site, status: int, again: bool) -> None:
    site.routes["/s"] = Reply(status=status)
    error = refusal(site.url("/s"))
    assert (error.status, error.wait is not None) == (status, again)
    assert str(status) in error.reason


def test_a_304_that_nobody_asked_for_is_no_answer(site: Site) -> None:
    site.routes["/s"] = Reply(status=304)
    assert refusal(site.url("/s")).code == "fetch.http_304"


def test_a_host_that_is_not_there_and_a_port_where_nobody_listens(site: Site) -> None:
    assert refusal("http://no-such-host.invalid/").code == "fetch.host"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert refusal(f"http://127.0.0.1:{port}/").code == "fetch.connect"


@pytest.mark.parametrize(
    ("value", "seconds"), [("120", 120), ("", 0), ("-5", 0), ("soon", 0), ("9" * 400, 999_999_999), ("Fri, 02 Jan 2026 00:01:00 GMT", 60), ("１２", 0)]
)
def test_retry_after(value: str, seconds: float) -> None:
    assert retry_after(value, lambda: dt.datetime(2026, 1, 2, tzinfo=dt.UTC)) == seconds


def test_the_proxy_of_the_environment_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through a proxy the check of addresses would see nothing."""
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.page("/a", "文")
    with fetching() as fetcher:
        assert fetcher.get(site.url("/a")).status == 200
