"""What every page of one run shares: the labels, links to other pages, who is reading, and the style sheet."""

from __future__ import annotations

import os
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import streamlit as st

from dashboard import address
from dashboard.marks import markdown_text
from dashboard.memory import remembered
from dashboard.theme import palette
from extractors.errors import IkiliError

if TYPE_CHECKING:
    from dashboard.charts.drawing import Style
    from dashboard.labels import Labels

# Only what Streamlit has no setting for: marks in article text, the sentence under a chart, readable captions.
STYLE = """<style>
[data-testid="stCaptionContainer"],[data-testid="stCaptionContainer"] p{color:inherit!important}
[data-testid="stCaptionContainer"]{opacity:.82!important}
.ikili-article{max-width:46rem;line-height:1.65;font-size:1.02rem}
.ikili-article a{color:inherit;text-decoration:none}
.ikili-article p{margin:0 0 .8rem}
.ikili-article h3{margin:0 0 .6rem;line-height:1.3;padding:0}
.ikili-sentence{line-height:1.6;font-size:1.05rem;border-left:3px solid #0072B2;
  padding:.15rem 0 .15rem .9rem;margin:.1rem 0 .4rem}
.ikili-said{opacity:.82;font-size:.9rem;overflow-wrap:anywhere}
.ikili-finding{margin:0 0 .35rem}
.ikili-badge{font-size:.85rem;border-radius:6px;padding:.12rem .45rem;margin-right:.35rem;white-space:nowrap;
  border:1px solid currentColor}
.ikili-alarm{border-color:#D55E00}
.ikili-finding+p{margin:0}
.ikili-calm{opacity:.8}
mark.ikili-chosen{background:#FFD54A;color:#1B2430;padding:.08em .18em;border-radius:3px;font-weight:600}
mark.ikili-other{background:transparent;color:inherit;border-bottom:2px solid #0072B2;padding:0}
mark.ikili-rejected{background:transparent;color:inherit;border-bottom:2px dotted #767676}
.ikili-facts{width:100%;border-collapse:collapse;font-size:.95rem}
.ikili-facts th{text-align:left;font-weight:400;opacity:.75;padding:.28rem .8rem .28rem 0;
  vertical-align:top;white-space:nowrap;border:0}
.ikili-facts td{padding:.28rem 0;border:0}
.ikili-facts tr{border-bottom:1px solid rgba(127,127,127,.22)}
.ikili-legend{font-size:.85rem;opacity:.85;margin-top:.4rem}
</style>"""
# White on the primary colour and the primary colour on dark paper cannot both be read in one shade: text gets its own.
DARK_STYLE = """<style>
button[data-variant="segmented_control"][data-selected="true"] p,[data-testid="stSliderThumbValue"],
[data-testid="stSliderThumbValue"] p{color:#6DB9E8!important}
</style>"""

_MISSING = "session_missing_path"
_LABELS = "session_labels"
_PAGES = "session_pages"


def start(words: Labels, pages: dict[str, Any]) -> None:
    """Keep the labels and pages of this run where the views find them."""
    st.session_state[_LABELS] = words
    st.session_state[_PAGES] = pages


def missing_path(path: str = "") -> str:
    """The newest path without a page, remembered so that the browser's "back" finds it again; "" where all had one.

    Args:
        path: The path that this run asks for, where no page has it.
    """
    if path:
        st.session_state[_MISSING] = path
    return str(st.session_state.get(_MISSING, ""))


def words() -> Labels:
    """The catalogue of the reader's language."""
    found: Labels = st.session_state[_LABELS]
    return found


def page(key: str) -> Any:
    """The page object for links; None where it is not built."""
    return st.session_state[_PAGES].get(key)


def go(key: str, **values: Any) -> None:
    """Open another page with these choices."""
    chosen = address.choice()
    query = chosen.with_values(**values).query(("lang", "asof", *values))
    if address.hides_language():
        query.pop("lang", None)
    st.switch_page(page(key), query_params=query)


def link_to(key: str, label: str, *, icon: str | None = None, **values: Any) -> None:
    """A link to another page with these choices."""
    chosen = address.choice()
    query = chosen.with_values(**values).query(("lang", "asof", *values))
    if address.hides_language():
        query.pop("lang", None)
    st.page_link(page(key), label=label, icon=icon, query_params=query)


def style(*, source: str = "", chosen: str = "", zero: bool = False, log: bool = False) -> Style:
    """How charts are drawn for this reader."""
    from dashboard.charts.drawing import Style

    return Style(words(), palette(st.context.theme.type), source, chosen, zero, log)


def style_sheet() -> str:
    """The rules beside Streamlit's own, for the mode that the reader's page is in."""
    return STYLE + DARK_STYLE if st.context.theme.type == "dark" else STYLE


def read_only() -> bool:
    """Whether this server refuses every change (`IKILI_READ_ONLY=1`)."""
    return os.environ.get("IKILI_READ_ONLY", "") not in {"", "0"}


def login_offered() -> bool:
    """Whether the server has an identity provider set up ([auth] in the secrets)."""
    return bool(_providers())


@remembered(entries=1)
def _providers() -> tuple[str, ...]:
    """The identity providers of the secrets, "" for one without a name; read once, for every page asks many times."""
    try:
        auth = st.secrets["auth"]
    except (FileNotFoundError, KeyError):
        return ()
    named = tuple(str(name) for name, value in auth.items() if hasattr(value, "keys") and "client_id" in value)
    return named or ("",)


def is_local(host: str | None, client: str | None, forwarded: str | None) -> bool:
    """Whether a page was asked for on this very machine, by what the server itself sees.

    Nothing that the page's script reports counts (`st.context.url` comes from the browser and can be invented). The
    Host header keeps out pages of other sites that reach 127.0.0.1 under a name of their own, a forwarding header
    everything behind a proxy.

    Args:
        host: The Host header of the connection.
        client: Address of the other end; None for this machine.
        forwarded: A forwarding header, where there is one.
    """
    name = urlsplit(f"//{host}").hostname if host else None
    return bool(name) and _local(str(name)) and (client is None or _local(client)) and not forwarded


def connection() -> tuple[str | None, str | None, str | None]:
    """Host header, address of the other end, forwarding header."""
    headers = st.context.headers
    return headers.get("Host"), st.context.ip_address, headers.get("X-Forwarded-For") or headers.get("Forwarded")


def may_write() -> bool:
    """Whether this reader may change anything: signed in, or on this machine; never on a read-only server."""
    if read_only():
        return False
    if login_offered():
        return bool(st.user.get("is_logged_in", False))
    return is_local(*connection())


def must_write() -> None:
    """Refuse a change by a reader who may not make one, whatever button was pressed.

    Raises:
        IkiliError: The reader may not write.
    """
    if not may_write():
        raise IkiliError(
            "dashboard",
            "this reader may not change anything",
            words()("app.read_only" if read_only() else "app.sign_in_first" if login_offered() else "app.not_writer"),
        )


def writer_name() -> str:
    """Name of a reader who is signed in, else ""."""
    if login_offered() and st.user.get("is_logged_in", False):
        return str(st.user.get("name") or st.user.get("email") or "")
    return ""


def who_is_here(words: Labels) -> None:
    """The sign-in corner of the sidebar, where there is an identity provider."""
    if read_only():
        st.caption(words("app.read_only"))
    elif login_offered():
        if st.user.get("is_logged_in", False):
            st.caption(words("app.signed_in", name=markdown_text(writer_name())))
            st.button(words("app.sign_out"), on_click=st.logout, type="tertiary", icon=":material/logout:")
        else:
            st.caption(words("app.sign_in_hint"))
            _sign_in(words, "sidebar")


def refuse_writing(words: Labels) -> None:
    """Say why nothing can be changed here and what to do, and stop the page."""
    if read_only():
        st.info(words("app.read_only"), icon=":material/lock:")
    elif login_offered():
        st.info(words("app.sign_in_first"), icon=":material/lock:")
        _sign_in(words, "page")
    else:
        st.info(words("app.not_writer"), icon=":material/lock:")
    st.stop()


def _sign_in(words: Labels, place: str) -> None:
    for name in _providers():
        label = f"{words('app.sign_in')} ({name})" if name else words("app.sign_in")
        st.button(
            label,
            on_click=st.login,
            args=(name,) if name else (),
            type="primary" if place == "page" else "secondary",
            icon=":material/login:",
            key=f"sign_in_{place}_{name}",
        )


def _local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
