"""An identity provider for the tests: OpenID Connect with PKCE and RS256 id tokens, on 127.0.0.1, in a thread."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "ikili-test", "not-a-secret"
PERSON = {"sub": "7", "name": "Ayşe Demir", "email": "ayse@example.org"}


class Provider:
    """What the provider knows.

    Attributes:
        base: Its address.
        asked: The codes it gave out, each with what was asked for; a code is good once.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self.key = RSAKey.generate_key(2048, {"kid": "test", "alg": "RS256", "use": "sig"})
        self.asked: dict[str, dict[str, str]] = {}

    def metadata(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.base,
            "authorization_endpoint": f"{self.base}/authorize",
            "token_endpoint": f"{self.base}/token",
            "jwks_uri": f"{self.base}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def code(self, asked: dict[str, str]) -> str:
        """A fresh code for a request."""
        made = secrets.token_urlsafe(16)
        self.asked[made] = asked
        return made

    def tokens(self, form: dict[str, str]) -> dict[str, Any] | None:
        """The tokens for a code, None where code, redirect or verifier do not fit."""
        asked = self.asked.pop(form.get("code", ""), None)
        if asked is None or form.get("redirect_uri") != asked["redirect_uri"]:
            return None
        hashed = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if hashed.decode().rstrip("=") != asked.get("code_challenge"):
            return None
        now = int(time.time())
        claims = {**PERSON, "iss": self.base, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": asked.get("nonce")}
        token = jwt.encode({"alg": "RS256", "kid": "test"}, claims, self.key)
        return {"access_token": secrets.token_urlsafe(8), "token_type": "Bearer", "expires_in": 600, "id_token": token}


@contextmanager
def provider() -> Iterator[Provider]:
    """Run a provider until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.known = Provider(f"http://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.known  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


class _Handler(BaseHTTPRequestHandler):
    @property
    def known(self) -> Provider:
        found: Provider = self.server.known  # type: ignore[attr-defined]
        return found

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(where.query).items()}
        if where.path == "/.well-known/openid-configuration":
            self._json(self.known.metadata())
        elif where.path == "/jwks":
            self._json({"keys": [self.known.key.as_dict(private=False)]})
        elif where.path == "/authorize" and query.get("client_id") == CLIENT:
            back = {"code": self.known.code(query), "state": query["state"]}
            self._page(f'<a href="{query["redirect_uri"]}?{urlencode(back)}">Continue as {PERSON["name"]}</a>')
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {basic}" and form.get("client_secret") != SECRET:
            self._json({"error": "invalid_client"}, 401)
            return
        found = self.known.tokens(form)
        self._json(found or {"error": "invalid_grant"}, 200 if found else 400)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _json(self, value: object, status: int = 200) -> None:
        self._send(json.dumps(value).encode(), "application/json", status)

    def _page(self, html: str) -> None:
        self._send(f"<!doctype html><meta charset=utf-8><title>Sign in</title>{html}".encode(), "text/html", 200)

    def _send(self, body: bytes, kind: str, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
