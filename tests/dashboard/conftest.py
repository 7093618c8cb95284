"""The dashboard on a hand-made store, without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import memory, queries, session
from tests.dashboard import handmade

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
Open = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def _fresh_caches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing kept from the test before, and no run that has begun: such a thread would go on seeing an old store."""
    monkeypatch.setattr(queries, "_run", queries._Run())
    yield
    memory.forget_all()


@pytest.fixture(autouse=True)
def _on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest has no connection: say that the reader sits at this machine, so that the writing pages are tested too."""
    monkeypatch.setattr(session, "connection", lambda: ("127.0.0.1:8501", None, None))


@pytest.fixture
def hand_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The whole hand-made store as the default store."""
    handmade.filled(tmp_path).close()
    monkeypatch.setenv("IKILI_DB_URL", f"sqlite:///{tmp_path / 'hand.db'}")
    return tmp_path / "hand.db"


def open_page(view: str = "overview", /, **query: str | list[str]) -> AppTest:
    """Open a page with these values in the address and fail on any exception in it."""
    at = AppTest.from_file(str(APP), default_timeout=20)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    if view != "overview":
        at.switch_page(f"views/{view}.py")
        for name, value in query.items():
            at.query_params[name] = value
        at.run()
    assert not at.exception, [e.value for e in at.exception]
    assert not at.error, [e.value for e in at.error]
    return at


def texts(at: AppTest) -> str:
    """Everything readable on a page, as one text."""
    kinds = ("title", "subheader", "caption", "markdown", "text", "info", "warning", "html", "code", "metric")
    found = []
    for kind in kinds:
        for element in at.get(kind):
            found += [str(getattr(element, name, "")) for name in ("label", "value", "body")]
    return "\n".join(found)
