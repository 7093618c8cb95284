"""Watching feeds on a local server: polite, patient, and one bad feed never stops the others."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from data.feed_list import FeedListError, FeedPlan, read_feed_list, read_states
from data.fetching import Limits
from data.fetching.robots import parse_robots
from data.store import open_store
from data.watch import watch
from extractors.records import Extraction
from tests.data.hostile_server import answer, endless, fixed, loop, serving, slow_drip
from tests.data.pages import TR, page
from tests.data.test_feeds import item, rss

ROOT = Path(__file__).parents[2]
QUICK = Limits(seconds=3, wire_bytes=1_000_000, body_bytes=2_000_000)
META = '<meta property="article:published_time" content="2025-11-26T14:41:00+03:00">'


def nothing_found(article):
    return Extraction(article_id=article.id, lang=article.lang or "tr", observations=(), rejected=())


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'watch.db'}") as opened:
        yield opened


def feed_of(port: int, *numbers: int, path: str = "/p") -> bytes:
    links = (
        item(n, TR[0], title=f"Haber {n}").replace(f"https://news.example/{n}", f"http://news.example:{port}{path}{n}")
        for n in numbers
    )
    return rss(*links)


def story(n: int) -> bytes:
    return answer(page(TR, head=META, title=f"Ticaret hacmi haberi sayı {n}").encode())


def run(server, store, *plans: FeedPlan, **options):
    return watch(
        plans, store, network=server.network(), limits=QUICK, extract=nothing_found, **{"once": True, **options}
    )


def plan(server, path: str, **options) -> FeedPlan:
    return FeedPlan(server.url(path), **{"delay": 0.0, **options})


def test_pages_of_a_feed_get_into_the_store(store):
    with serving() as server:
        server.handlers["/feed"] = fixed(answer(feed_of(server.port, 1, 2, 3), content_type="application/rss+xml"))
        server.handlers |= {f"/p{n}": fixed(story(n)) for n in (1, 2, 3)}
        report = run(server, store, plan(server, "/feed", outlet="Ajans"))
        assert (report.polls, report.entries, report.new, report.failed) == (1, 3, 3, 0)
        assert server.paths() == ["/robots.txt", "/feed", "/p1", "/p2", "/p3"]
        again = run(server, store, plan(server, "/feed", outlet="Ajans"))  # without a memory: all known
        assert (again.new, again.known) == (0, 3)


def test_without_pages_the_feed_itself_is_read(store):
    with serving() as server:
        server.handlers["/feed"] = fixed(answer(rss(item(1, TR[0]), item(2, TR[1])), content_type="text/xml"))
        report = run(server, store, plan(server, "/feed", pages=False))
        assert (report.new, report.failed) == (2, 0)
        assert server.paths() == ["/robots.txt", "/feed"]


def test_conditional_requests_and_memory(store, tmp_path):
    def feed(send, request):
        if 'If-None-Match: "v1"' in request:
            assert "If-Modified-Since: Wed, 26 Nov 2025 11:00:00 GMT" in request
            send(b"HTTP/1.1 304 Not Modified\r\n\r\n")
        else:
            body = feed_of(server.port, 1)
            send(answer(body, content_type="text/xml", ETag='"v1"', Last_Modified="Wed, 26 Nov 2025 11:00:00 GMT"))

    memory = tmp_path / "memory.json"
    with serving({"/feed": feed, "/p1": fixed(story(1))}) as server:
        first = run(server, store, plan(server, "/feed"), memory=memory)
        second = run(server, store, plan(server, "/feed"), memory=memory)
        assert (first.new, second.unchanged, second.entries) == (1, 1, 0)
        assert server.paths().count("/p1") == 1
        server.handlers["/feed"] = fixed(answer(feed_of(server.port, 1, 2), content_type="text/xml"))
        server.handlers["/p2"] = fixed(story(2))
        third = run(server, store, plan(server, "/feed"), memory=memory)
        assert (third.entries, third.new) == (1, 1)
        assert server.paths().count("/p1") == 1  # dealt with: its page is not read again


def test_one_bad_feed_never_stops_the_rest(store, tmp_path):
    bad = {
        "/drip": slow_drip, "/endless": endless, "/loop": loop, "/html": fixed(answer(b"<html>no feed</html>")),
        "/busy": fixed(answer(b"", status="503 Busy", Retry_After="7200")),
        "/gone": fixed(answer(b"", status="410 Gone")),
        "/private": fixed(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n"), "/silent": fixed(b""),
        "/picture": fixed(answer(b"\x89PNG", content_type="image/png")),
    }  # fmt: skip
    memory = tmp_path / "memory.json"
    with serving(bad) as server:
        server.handlers["/feed"] = fixed(answer(feed_of(server.port, 1), content_type="text/xml"))
        server.handlers["/p1"] = fixed(story(1))
        plans = [plan(server, path) for path in bad] + [plan(server, "/feed")]
        begin = time.time()
        report = run(server, store, *plans, memory=memory)
        assert report.new == 1
        assert report.failed == len(bad)
        assert report.polls == len(bad) + 1
        states = read_states(memory)
        assert states[server.url("/busy")].not_before >= begin + 7200
        assert states[server.url("/gone")].gone
        assert states[server.url("/html")].failures == 1
        asked = len(server.requests)
        report = run(server, store, *plans, memory=memory)
        assert len(server.requests) == asked + 2  # robots.txt and the good feed: the others are given time
        assert report.failed == 0


def test_pause_doubles_with_each_failure(store, tmp_path):
    memory = tmp_path / "memory.json"
    pauses = []
    with serving({"/feed": fixed(answer(b"", status="500 Oops"))}) as server:
        for _ in range(4):
            begin = time.time()
            run(server, store, plan(server, "/feed", every=100.0), memory=memory)
            states = json.loads(memory.read_text())
            pauses.append(round(states[server.url("/feed")]["not_before"] - begin, -1))
            states[server.url("/feed")]["not_before"] = 0
            memory.write_text(json.dumps(states))
    assert pauses == [100, 200, 400, 800]


def test_page_that_fails_for_now_is_tried_again_and_nothing_is_lost(store, tmp_path):
    memory = tmp_path / "memory.json"
    with serving() as server:
        feed = answer(feed_of(server.port, 1, 2), content_type="text/xml", ETag='"v1"')
        server.handlers |= {
            "/feed": fixed(feed),
            "/p1": fixed(answer(b"", status="503 Busy")),
            "/p2": fixed(answer(b"", status="404 Gone")),
        }
        first = run(server, store, plan(server, "/feed"), memory=memory)
        assert (first.new, first.failed) == (1, 2)  # the second has no page: the feed's own words are taken
        assert read_states(memory)[server.url("/feed")].etag is None  # the feed must come whole again
        server.handlers["/p1"] = fixed(story(1))
        second = run(server, store, plan(server, "/feed"), memory=memory)
        assert (second.entries, second.new) == (1, 1)
        assert read_states(memory)[server.url("/feed")].etag == '"v1"'


def test_page_that_never_comes_is_given_up_for_the_feeds_own_words(store, tmp_path):
    memory = tmp_path / "memory.json"
    with serving({"/p1": fixed(b"")}) as server:
        server.handlers["/feed"] = fixed(answer(feed_of(server.port, 1), content_type="text/xml"))
        new = [run(server, store, plan(server, "/feed"), memory=memory).new for _ in range(4)]
    assert new == [0, 0, 1, 0]


def test_links_to_private_places_are_not_followed(store):
    with serving() as server, serving(address="127.0.0.3") as inner:
        evil = item(1, TR[0]).replace("https://news.example/1", f"http://127.0.0.3:{inner.port}/page")
        server.handlers["/feed"] = fixed(answer(rss(evil), content_type="text/xml"))
        report = run(server, store, plan(server, "/feed"))
        assert report.new == 1  # the feed's own words
        assert not inner.requests
        assert any("public internet" in words for words in report.failures.values())


def test_robots_are_asked_first_and_obeyed(store):
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: ikili\nDisallow: /p2\nAllow: /\n"
    with serving({"/robots.txt": fixed(answer(rules, content_type="text/plain"))}) as server:
        server.handlers["/feed"] = fixed(answer(feed_of(server.port, 1, 2), content_type="text/xml"))
        server.handlers |= {f"/p{n}": fixed(story(n)) for n in (1, 2)}
        report = run(server, store, plan(server, "/feed"))
        assert server.paths() == ["/robots.txt", "/feed", "/p1"]
        assert report.new == 2
        server.handlers["/robots.txt"] = fixed(answer(b"User-agent: *\nDisallow: /", content_type="text/plain"))
        report = run(server, store, plan(server, "/feed"))
        assert server.paths()[-1] == "/robots.txt"
        assert "robots.txt" in report.failures[server.url("/feed")]


def test_site_whose_robots_cannot_be_had_is_left_alone(store):
    with serving({"/robots.txt": fixed(answer(b"", status="500 Oops"))}) as server:
        server.handlers["/feed"] = fixed(answer(feed_of(server.port, 1), content_type="text/xml"))
        assert run(server, store, plan(server, "/feed")).failed == 1
        assert server.paths() == ["/robots.txt"]


def test_a_host_gets_time_between_two_requests_and_others_are_not_held_up(store):
    with serving() as slow, serving(address="127.0.0.4") as other:
        for server in (slow, other):
            server.handlers["/feed"] = fixed(answer(feed_of(server.port, 1, 2), content_type="text/xml"))
            server.handlers |= {f"/p{n}": fixed(story(n)) for n in (1, 2)}
        network = slow.network("127.0.0.4", resolve={"other.example": ["127.0.0.4"]})
        body = feed_of(other.port, 1, 2).replace(b"news.example:", b"other.example:")
        other.handlers["/feed"] = fixed(answer(body, content_type="text/xml"))
        plans = [FeedPlan(slow.url("/feed"), delay=0.6), FeedPlan(other.url("/feed", "other.example"), delay=0.0)]
        watch(plans, store, once=True, network=network, limits=QUICK, extract=nothing_found)
        times = [when for when, path in slow.times if path != "/robots.txt"]
        assert len(times) == 3
        assert min(b - a for a, b in itertools.pairwise(times)) >= 0.55
        assert other.times[-1][0] < times[1]


def test_feed_that_moved_for_good_is_asked_at_its_new_place(store, tmp_path):
    memory = tmp_path / "memory.json"
    moved = b"HTTP/1.1 301 Moved Permanently\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n"
    with serving({"/old": fixed(moved)}) as server:
        server.handlers["/new"] = fixed(answer(feed_of(server.port), content_type="text/xml"))
        run(server, store, plan(server, "/old"), memory=memory)
        run(server, store, plan(server, "/old"), memory=memory)
        assert [path for path in server.paths() if path != "/robots.txt"] == ["/old", "/new", "/new"]


def test_store_that_fails_loses_nothing(store, tmp_path):
    from extractors.errors import StoreError

    class Full:
        def known(self, ids):
            raise StoreError("x.db", "disk full", "free some space")

    memory = tmp_path / "memory.json"
    with serving({"/p1": fixed(story(1))}) as server:
        server.handlers["/feed"] = fixed(answer(feed_of(server.port, 1), content_type="text/xml", ETag='"v1"'))
        report = run(server, Full(), plan(server, "/feed"), memory=memory)
        assert (report.new, report.failed) == (0, 1)
        states = json.loads(memory.read_text())
        states[server.url("/feed")]["not_before"] = 0
        memory.write_text(json.dumps(states))
        assert run(server, store, plan(server, "/feed"), memory=memory).new == 1


def test_runs_until_it_is_stopped_and_keeps_what_it_has(store):
    stop = threading.Event()
    with serving() as server:
        server.handlers["/feed"] = fixed(answer(feed_of(server.port, *range(1, 9)), content_type="text/xml"))
        server.handlers |= {f"/p{n}": fixed(story(n)) for n in range(1, 9)}
        threading.Timer(1.5, stop.set).start()
        begin = time.monotonic()
        report = run(server, store, plan(server, "/feed", delay=0.3), once=False, stop=stop)
        assert time.monotonic() - begin < 4
        assert 1 <= report.new < 8  # the poll was under way: what had come is stored


def test_sigterm_ends_it_cleanly(tmp_path):
    program = """
import sys
from pathlib import Path
from data.feed_list import FeedPlan
from data.store import open_store
from data.watch import stop_on_signals, watch
with open_store("sqlite:///" + sys.argv[1]) as store, stop_on_signals() as stop:
    print("watching", flush=True)
    report = watch([FeedPlan("http://127.0.0.1/feed")], store, stop=stop, memory=Path(sys.argv[2]))
print(report.summary(), flush=True)
"""
    memory = tmp_path / "memory.json"
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "a.db"), str(memory)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout.readline() == "watching\n"
        time.sleep(1)
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=10)
    finally:
        process.kill()
    assert process.returncode == 0
    assert out.startswith("polls 1,")
    assert "failed 1" in out
    assert json.loads(memory.read_text())["http://127.0.0.1/feed"]["failures"] == 1


def test_list_of_feeds(tmp_path):
    path = tmp_path / "FEEDS.toml"
    path.write_text(
        'every = "30m"\ndelay = 2\n[[feed]]\nurl = "https://a.example/rss"\noutlet = "A"\n'
        '[[feed]]\nurl = "https://b.example/rss"\nevery = "2h"\npages = false\n'
    )
    assert read_feed_list(path) == [
        FeedPlan("https://a.example/rss", "A", 1800.0, 2.0, True),
        FeedPlan("https://b.example/rss", None, 7200.0, 2.0, False),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "no feeds"), ("feed = 1", "no feeds"), ("[[feed]]\n", "no url"), ("x = [", "not TOML"),
     ('[[feed]]\nurl = "ftp://a.example/"', "scheme"), ('[[feed]]\nurl = "https://u:p@a.example/"', "password"),
     ('every = "1s"\n[[feed]]\nurl = "https://a.example/"', "every"),
     ('evry = 1\n[[feed]]\nurl = "https://a.example/"', "evry"),
     ('[[feed]]\nurl = "https://a.example/"\npages = "yes"', "pages"),
     ('[[feed]]\nurl = "https://a.example/"\n[[feed]]\nurl = "https://a.example/"', "twice")],
)  # fmt: skip
def test_list_with_a_mistake(tmp_path, text, says):
    path = tmp_path / "FEEDS.toml"
    path.write_text(text)
    with pytest.raises(FeedListError, match=says) as caught:
        read_feed_list(path)
    assert str(path) in str(caught.value)


def test_damaged_memory_is_named(tmp_path):
    path = tmp_path / "m.json"
    path.write_text("{broken")
    with pytest.raises(FeedListError, match="damaged"):
        read_states(path)
    with pytest.raises(FeedListError, match="cannot be read"):
        read_feed_list(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [("", "/a", True), ("User-agent: *\nDisallow: /", "/a", False), ("User-agent: *\nDisallow:", "/a", True),
     ("User-agent: other\nDisallow: /", "/a", True), ("user-AGENT: IKILI/1.0\nDISALLOW: /a", "/ab", False),
     ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
     ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
     ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False), ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
     ("User-agent: *\nDisallow: /*?s=", "/find?s=1", False),
     ("User-agent: a\nUser-agent: *\nDisallow: /b", "/b", False),
     ("User-agent: *\nDisallow: /haber-ı", "/haber-%C4%B1x", False),
     ("# all\n\nDisallow: /\nUser-agent: *", "/a", True),
     ("User-agent: *\nDisallow: /$", "/", False), ("User-agent: *\nDisallow: /$", "/a", True),
     ("User-agent: *\nDisallow: /" + "*a" * 2000 + "$", "/" + "a" * 3000 + "b", True)],
)  # fmt: skip
def test_rules_of_a_site(rules, path, allowed):
    begin = time.monotonic()
    assert parse_robots(rules.encode()).allows(path) is allowed
    assert time.monotonic() - begin < 0.5
