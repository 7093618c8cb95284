"""Starting: the same settings from any folder, a taken port named in plain words, nothing that phones home."""

from __future__ import annotations

import socket
import tomllib
from pathlib import Path

import pytest

from dashboard import memory, serve, warm
from dashboard.theme import SETTINGS
from extractors.errors import IkiliError

ROOT = Path(__file__).parents[2]


def flat(tree: dict[str, object], prefix: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in tree.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return found


def test_the_settings_file_and_the_served_settings_agree() -> None:
    written = flat(tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")))
    assert written == SETTINGS


def test_telemetry_is_off_and_faults_are_not_shown() -> None:
    assert SETTINGS["browser.gatherUsageStats"] is False
    assert SETTINGS["client.showErrorDetails"] == "none"
    assert SETTINGS["client.toolbarMode"] == "viewer"
    assert SETTINGS["server.headless"] is True


def test_streamlit_knows_every_setting() -> None:
    from streamlit import config

    assert set(SETTINGS) <= set(config._config_options_template)


def test_a_taken_port_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(IkiliError, match=f"127.0.0.1:{port}: cannot be listened on .* choose another --port"):
            serve.run(port=port)


def test_warming_up_reads_what_the_first_page_needs(hand_store: Path) -> None:
    memory.forget_all()
    warm.start().join(timeout=60)
    assert any(len(shelf) for shelf in memory._SHELVES)


def test_warming_up_leaves_a_broken_store_to_the_pages(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("IKILI_DB_URL", "nothing://here")
    with caplog.at_level("INFO", logger="ikili.dashboard"):
        warm.start().join(timeout=60)
    assert "nothing to read beforehand" in caplog.text
