"""Starts the dashboard: Streamlit and the data addresses in one process, from any folder, without telemetry."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any

from dashboard.theme import SETTINGS
from extractors.errors import IkiliError

APP = Path(__file__).with_name("app.py")


def build() -> Any:
    """The ASGI application: the pages and, beside them, the data addresses."""
    import streamlit as st
    from starlette.middleware import Middleware

    from dashboard.deep_paths import DeepPaths
    from dashboard.endpoints import routes

    return st.App(APP, routes=routes(), middleware=[Middleware(DeepPaths)])


def run(host: str = "127.0.0.1", port: int = 8501) -> None:
    """Serve until interrupted.

    Args:
        host: Address to listen on; the default is this machine only.
        port: Port to listen on.

    Raises:
        IkiliError: The port is taken.
    """
    _check_port(host, port)
    # Streamlit looks for settings beside the program that was started; ours are complete in themselves.
    sys.argv = [str(APP)]
    application = build()
    from dashboard import warm  # after Streamlit: two threads that import the same at once can meet half-made modules

    warm.start()
    with contextlib.suppress(KeyboardInterrupt):
        application.run(config={**SETTINGS, "server.address": host, "server.port": port, "browser.serverAddress": host})


def _check_port(host: str, port: int) -> None:
    """Say in plain words that a port is taken, before Streamlit fails with a traceback."""
    import socket

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise IkiliError(
                f"{host}:{port}", f"cannot be listened on ({problem.strerror})", "choose another --port"
            ) from None
