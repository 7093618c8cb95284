"""Safe fetching against a server that misbehaves, with the guard on: only the server's own address is let through."""

from __future__ import annotations

import gc
import gzip
import ipaddress
import shutil
import socket
import ssl
import subprocess
import time
import zlib

import pytest

from data.fetching import (
    PUBLIC,
    FailedError,
    FetchError,
    Limits,
    Network,
    RefusedError,
    StatusError,
    fetch,
    parse_target,
)
from tests.data.hostile_server import ADDRESS, HOST, PAGE, HostileServer, answer, fixed, redirect, serving

QUICK = Limits(seconds=10, wire_bytes=1_000_000, body_bytes=2_000_000)


@pytest.fixture(scope="module")
def server():
    zipped = gzip.compress(PAGE.encode())
    raw_deflate = zlib.compressobj(wbits=-15)
    handlers = {
        "/long": fixed(answer(b"<p>figures</p>" * 60_000)),
        "/long-unsized": fixed(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"<p>figures</p>" * 60_000),
        "/gzip": fixed(answer(zipped, Content_Encoding="gzip")),
        "/two-members": fixed(answer(gzip.compress(b"<p>one") + gzip.compress(b"two</p>"), Content_Encoding="gzip")),
        "/deflate": fixed(answer(zlib.compress(PAGE.encode()), Content_Encoding="deflate")),
        "/raw-deflate": fixed(
            answer(raw_deflate.compress(PAGE.encode()) + raw_deflate.flush(), Content_Encoding="deflate")
        ),
        "/cut-gzip": fixed(answer(zipped[:-40], Content_Encoding="gzip")),
        "/not-gzip": fixed(answer(b"plain text", Content_Encoding="gzip")),
        "/brotli": fixed(answer(b"xx", Content_Encoding="br")),
        "/pdf": fixed(answer(b"%PDF-1.7", content_type="application/pdf")),
        "/untyped": fixed(answer(PAGE.encode(), content_type=None)),
        "/untyped-binary": fixed(answer(b"\x7fELF", content_type=None)),
        "/no-http": fixed(b"SSH-2.0-OpenSSH_9.2\r\n"),
        "/empty": fixed(b""),
        "/busy": fixed(answer(b"", status="503 Busy", Retry_After="120")),
        "/gone": fixed(answer(b"", status="410 Gone")),
        "/same": fixed(b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'),
        "/to-page": redirect("/page"),
        "/moved": redirect("/page", "301 Moved Permanently"),
        "/to-loopback": redirect("http://127.0.0.1/"),
        "/to-localhost": redirect("http://localhost/"),
        "/to-metadata": redirect("http://169.254.169.254/latest/meta-data/"),
        "/to-private": redirect("//10.0.0.1/"),
        "/to-mapped": redirect("http://[::ffff:127.0.0.1]/"),
        "/to-file": redirect("file:///etc/passwd"),
        "/to-ftp": redirect("ftp://news.example/"),
        "/to-script": redirect("javascript:alert(1)"),
        "/to-nowhere": fixed(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
        "/to-credentials": redirect("http://a:b@news.example/"),
        "/to-turkish": redirect("/haber/ihracat-arttı"),
        "/haber/ihracat-artt%C4%B1": fixed(answer(PAGE.encode())),
    }
    with serving(handlers) as running:
        yield running


def get(server: HostileServer, path: str, **options):
    return fetch(server.url(path), network=server.network(), **{"limits": QUICK, **options})


def test_reads_a_page(server):
    got = get(server, "/page")
    assert got.body.decode() == PAGE
    assert (got.status, got.content_type, got.charset) == (200, "text/html", "utf-8")


def test_reads_a_long_page_and_leaves_no_socket_open(server, recwarn):
    assert get(server, "/long").body == b"<p>figures</p>" * 60_000
    assert get(server, "/long-unsized").body == b"<p>figures</p>" * 60_000
    gc.collect()
    assert not [warning for warning in recwarn if warning.category is ResourceWarning]


@pytest.mark.parametrize("path", ["/gzip", "/deflate", "/raw-deflate"])
def test_unpacks(server, path):
    assert get(server, path).body.decode() == PAGE


def test_unpacks_a_gzip_of_several_members(server):
    assert get(server, "/two-members").body == b"<p>onetwo</p>"


def test_sends_no_cookie_no_credentials_no_proxy(server, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text(f"machine {HOST} login user password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    get(server, "/page")
    request = server.requests[-1]
    sent = {line.partition(":")[0] for line in request.split("\r\n")[1:] if line}
    assert sent == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert f"Host: {HOST}:{server.port}" in request


@pytest.mark.parametrize(
    ("path", "error", "says"),
    [
        ("/slow-drip", FailedError, "within 0.5 s"),
        ("/slow-header", FailedError, "within 0.5 s"),
        ("/endless-continue", FailedError, "within 0.5 s"),
    ],
)
def test_time_limit_holds_against_a_server_that_keeps_sending(server, path, error, says):
    begin = time.monotonic()
    with pytest.raises(error, match=says):
        get(server, path, limits=Limits(seconds=0.5))
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize(
    ("path", "error", "says"),
    [
        ("/endless", RefusedError, "larger than 1,000,000 bytes"),
        ("/endless-chunks", RefusedError, "larger than 1,000,000 bytes"),
        ("/endless-headers", FailedError, "headers"),
        ("/gzip-bomb", RefusedError, "2,000,000 bytes once decompressed"),
        ("/gzip-in-gzip", RefusedError, "not asked for"),
        ("/brotli", RefusedError, "not asked for"),
        ("/wrong-length", FailedError, "500 of 5,000 bytes"),
        ("/two-lengths", RefusedError, "length of the body is unclear"),
        ("/cut-gzip", FailedError, "ends before its end"),
        ("/not-gzip", FailedError, "damaged"),
        ("/pdf", RefusedError, "application/pdf"),
        ("/untyped-binary", RefusedError, "no content type"),
        ("/no-http", FailedError, "cannot be read"),
        ("/empty", FailedError, "cannot be read"),
        ("/loop", RefusedError, "more than 5 redirects"),
        ("/circle", RefusedError, "circle"),
        ("/to-loopback", RefusedError, "127.0.0.1, which is not on the public internet"),
        ("/to-localhost", FailedError, "does not resolve"),
        ("/to-metadata", RefusedError, "169.254.169.254, which is not"),
        ("/to-private", RefusedError, "10.0.0.1, which is not"),
        ("/to-mapped", RefusedError, "::ffff:"),
        ("/to-file", RefusedError, "scheme 'file'"),
        ("/to-ftp", RefusedError, "scheme 'ftp'"),
        ("/to-script", RefusedError, "scheme 'javascript'"),
        ("/to-nowhere", FailedError, "without a new address"),
        ("/to-credentials", RefusedError, "user name or password"),
    ],
)
def test_refuses(server, path, error, says):
    with pytest.raises(error, match=says):
        get(server, path)


def test_a_bomb_is_noticed_before_it_is_unpacked(server):
    import tracemalloc

    tracemalloc.start()
    with pytest.raises(RefusedError, match="once decompressed"):
        get(server, "/gzip-bomb")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000  # the bomb holds 200 MB


def test_redirects_are_followed_and_remembered(server):
    assert get(server, "/to-page").url == server.url("/page")
    assert not get(server, "/to-page").moved_for_good
    assert get(server, "/moved").moved_for_good
    assert get(server, "/to-turkish").body.decode() == PAGE


def test_status_carries_the_wish_of_the_server(server):
    with pytest.raises(StatusError) as caught:
        get(server, "/busy")
    assert (caught.value.status, caught.value.retry_after) == (503, 120.0)
    with pytest.raises(StatusError, match=r"410.*gone"):
        get(server, "/gone")


def test_conditional_request(server):
    got = get(server, "/same", etag='"a"', modified="Wed, 26 Nov 2025 11:00:00 GMT")
    assert got.not_modified
    assert got.body == b""
    assert 'If-None-Match: "a"' in server.requests[-1]
    with pytest.raises(FailedError, match="304"):
        get(server, "/same")
    get(server, "/page", etag='"a"\r\nCookie: x=1')
    assert "Cookie" not in server.requests[-1]


def test_untyped_page_is_recognised(server):
    assert get(server, "/untyped").content_type == "text/html"


def test_name_that_changes_its_address_between_check_and_connection(server):
    """DNS rebinding: the second answer is loopback. The connection must go to the address that was checked."""
    answers = iter([[ADDRESS], ["127.0.0.1"], ["127.0.0.1"]])
    asked = []

    def resolve(host, port):
        asked.append(host)
        return next(answers)

    network = Network(resolve=resolve, permitted=(ipaddress.ip_network(ADDRESS),), ports=None)
    assert fetch(server.url("/page"), network=network, limits=QUICK).body.decode() == PAGE
    assert asked == [HOST]
    with pytest.raises(RefusedError, match=r"127\.0\.0\.1"):
        fetch(server.url("/page"), network=network, limits=QUICK)


def test_name_that_changes_its_address_during_a_redirect(server):
    answers = iter([[ADDRESS], ["127.0.0.1"]])
    network = Network(resolve=lambda host, port: next(answers), permitted=(ipaddress.ip_network(ADDRESS),), ports=None)
    with pytest.raises(RefusedError, match=r"127\.0\.0\.1"):
        fetch(server.url("/to-page"), network=network, limits=QUICK)


def test_one_private_address_among_public_ones_is_enough(server):
    network = server.network(resolve={"mixed.example": [ADDRESS, "192.168.1.1"]})
    with pytest.raises(RefusedError, match=r"192\.168\.1\.1"):
        fetch(server.url("/page", "mixed.example"), network=network, limits=QUICK)


def test_next_address_is_tried_when_the_first_is_dead(server):
    with socket.create_server(("127.0.0.3", 0)) as dead:
        taken = dead.getsockname()[1]
    assert taken  # nobody listens on 127.0.0.3 now
    network = server.network("127.0.0.3", resolve={HOST: ["127.0.0.3", ADDRESS]})
    assert fetch(server.url("/page"), network=network, limits=QUICK).status == 200


def test_default_network_refuses_the_test_server_itself(server):
    for host in (ADDRESS, "127.0.0.1", "localhost", "0x7f.0.0.2", "2130706434", "[::1]"):
        with pytest.raises(FetchError, match=r"port|public internet|resolve"):
            fetch(f"http://{host}:{server.port}/page", limits=QUICK)
        with pytest.raises(FetchError, match=r"public internet|resolve"):
            fetch(f"http://{host}/page", limits=QUICK)
    assert not any(f"Host: {ADDRESS}" in request for request in server.requests)


def test_slow_resolver_meets_the_time_limit():
    network = Network(resolve=lambda host, port: time.sleep(5) or [])
    begin = time.monotonic()
    with pytest.raises(FailedError, match="in time"):
        fetch("http://slow.example/", network=network, limits=Limits(seconds=0.3))
    assert time.monotonic() - begin < 4


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254",
        "100.64.0.1", "100.127.255.255", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.255.255.250", "240.0.0.1",
        "255.255.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "192.88.99.1",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "::ffff:8.8.8.8",
        "::ffff:127.0.0.1", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::1",
        "2001:db8::1", "100::1",
    ],
)  # fmt: skip
def test_not_public(address):
    assert not PUBLIC.allows(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2a02:6b8::2:242"])
def test_public(address):
    assert PUBLIC.allows(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "", "news.example", "ftp://news.example/", "file:///etc/passwd", "data:text/html,x", "http://", "http:///x",
        "http://user@news.example/", "http://user:pass@news.example/", "http://news.example:99999/",
        "http://news.example/a b", "http://news.example/\r\nX: y", "http://news.example\\@evil.example/",
        "http://[::1/", "http://" + "a" * 64 + ".example/", "gopher://x/", "http://x/" + "a" * 5000,
    ],
)  # fmt: skip
def test_no_address(url):
    with pytest.raises(RefusedError):
        parse_target(url)


def test_addresses_in_other_scripts():
    assert parse_target("https://президент.рф/новости?стр=1").url == (
        "https://xn--d1abbgf6aiiy.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?%D1%81%D1%82%D1%80=1"
    )
    assert parse_target("HTTP://News.Example/ihracat-%C4%B1").path == "/ihracat-%C4%B1"
    assert parse_target("http://news.example#part").path == "/"


def test_only_web_ports():
    with pytest.raises(RefusedError, match="port 25"):
        fetch("http://news.example:25/")


# --- https --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for the test host and nothing else: (file, server settings, client settings that trust it)."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}", "-addext",
         f"subjectAltName=DNS:{HOST}", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return ours, ssl.create_default_context(cafile=folder / "cert.pem")


def test_https_checks_the_certificate_against_the_name_and_not_the_address(certificate):
    ours, trusting = certificate
    handlers = {"/to-http": redirect("http://127.0.0.1/")}
    with serving(handlers, context=ours) as server:
        network = server.network(resolve={"other.example": [ADDRESS]})
        assert fetch(server.url("/page"), network=network, limits=QUICK, context=trusting).body.decode() == PAGE
        with pytest.raises(FailedError, match=r"certificate is not valid.*other\.example"):
            fetch(server.url("/page", "other.example"), network=network, limits=QUICK, context=trusting)
        with pytest.raises(FailedError, match="certificate is not valid"):
            fetch(server.url("/page"), network=network, limits=QUICK)  # nobody vouches for it
        with pytest.raises(RefusedError, match=r"127\.0\.0\.1"):
            fetch(server.url("/to-http"), network=network, limits=QUICK, context=trusting)
        assert server.paths() == ["/page", "/to-http"]


def test_handshake_that_never_comes_meets_the_time_limit():
    with socket.create_server((ADDRESS, 0)) as silent:
        network = Network(lambda host, port: [ADDRESS], (ipaddress.ip_network(ADDRESS),), None)
        begin = time.monotonic()
        with pytest.raises(FailedError, match="cannot connect"):
            fetch(f"https://{HOST}:{silent.getsockname()[1]}/", network=network, limits=Limits(seconds=0.5))
        assert time.monotonic() - begin < 5
