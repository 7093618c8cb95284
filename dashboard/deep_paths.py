"""Addresses with more than one step ("/en/ikili", a path cut from another site): the server leads them to a page.

Streamlit's page loads its own files from beside the address, so below a second step it would stay blank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

# First steps that are no page: Streamlit's own, and the data addresses.
SERVED = frozenset({"_stcore", "static", "media", "component", "app", "auth", "oauth2callback", "data"})


class DeepPaths:
    """Sends a browser that opens a deep address to the page that its last step names; everything else passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        place = _place(scope) if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} else ""
        if not place:
            await self.app(scope, receive, send)
            return
        from starlette.responses import RedirectResponse

        await RedirectResponse(place, status_code=307)(scope, receive, send)


def _place(scope: Scope) -> str:
    """Where a deep address leads, "" for all others."""
    import streamlit as st

    headers: Any = dict(scope["headers"])
    if b"text/html" not in headers.get(b"accept", b""):
        return ""
    below = str(st.get_option("server.baseUrlPath") or "").strip("/")
    steps = [step for step in str(scope["path"]).split("/") if step]
    base = [step for step in below.split("/") if step]
    steps = steps[len(base) :] if steps[: len(base)] == base else steps
    if (len(steps) < 2 and "//" not in str(scope["path"])) or not steps or steps[0] in SERVED:
        return ""
    query = scope["query_string"].decode("latin-1")
    return "/" + "/".join(quote(step, safe="") for step in (*base, steps[-1])) + (f"?{query}" if query else "")
