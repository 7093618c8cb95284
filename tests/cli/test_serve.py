"""`ikili serve` and `ikili demo`: up, on this machine only, the sample in once, down on a signal."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

from data.store import open_store
from tests.cli.running import IKILI, run_ikili
from tests.cli.serving import serving


def test_demo_loads_the_sample_once_and_prints_its_address(tmp_path: Path, free_port: int) -> None:
    log = tmp_path / "log"
    with serving([str(IKILI), "demo", "--port", str(free_port)], free_port, log):
        with open_store() as store:
            first = store.counts()
        assert first["articles"] == 237
        assert first["claims"] > 500
    assert f"http://127.0.0.1:{free_port}" in log.read_text("utf-8")
    with serving([str(IKILI), "demo", "--port", str(free_port)], free_port, log), open_store() as store:
        assert store.counts() == first
    assert "new 0, known 237" in log.read_text("utf-8")


def test_serve_starts_on_an_empty_store_and_stops_on_an_interrupt(tmp_path: Path, free_port: int) -> None:
    log = tmp_path / "log"
    with serving([str(IKILI), "serve", "--port", str(free_port)], free_port, log) as process:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=20)
    assert "Traceback" not in log.read_text("utf-8")


def test_serve_listens_on_this_machine_only(tmp_path: Path, free_port: int) -> None:
    other = next((ip for ip in addresses() if not ip.startswith("127.")), None)
    with (
        serving([str(IKILI), "serve", "--port", str(free_port)], free_port, tmp_path / "log"),
        socket.socket() as probe,
    ):
        probe.settimeout(2)
        assert probe.connect_ex(("127.0.0.1", free_port)) == 0
        if other:
            with socket.socket() as outside:
                outside.settimeout(2)
                assert outside.connect_ex((other, free_port)) != 0


def addresses() -> list[str]:
    try:
        return [str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    except socket.gaierror:
        return []


def test_a_taken_port_is_told_and_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = run_ikili("serve", "--port", port)
    assert run.returncode == 1
    assert f"127.0.0.1:{port}" in run.stderr
    assert "--port" in run.stderr
    assert "Traceback" not in run.stderr
