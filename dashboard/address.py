"""Keeps the choice of a session and the browser's address in step.

The rules, in the order they are applied at the start of every run:

1. A widget was moved (its callback said so): the session's choice wins and is written into the address as a new
   history entry.
2. The address is not the one written last (opened, followed, back, forward): the address wins. What is malformed is
   refused with a notice. Language and as-of day stay when another page is opened without naming them.
3. Another page was opened from the menu, with an empty address: what was chosen before on that page comes back.

Nothing that depends on the data is ever written unless the reader chose it: a bare address stays bare.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import filters, labels
from dashboard.filters import EVERYWHERE, Filter

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHOICE = "address_choice"
_WRITTEN = "address_written"
_PAGE = "address_page"
_MOVED = "address_moved"
_NOTICES = "address_notices"
_FIRST = "address_first_language"
_FROM_ADDRESS = "address_from_address"
_NAMES = "address_names"
_EFFECTIVE = "address_effective"
_DUE = "address_due"


def begin(page: str, names: Sequence[str]) -> Filter:
    """Bring choice and address together for this run.

    Args:
        page: Path of the page that is about to run.
        names: The names that mean something on it.

    Returns:
        The choice, with the language always filled.
    """
    state = st.session_state
    names = (*EVERYWHERE, *names)
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    before: Filter | None = state.get(_CHOICE)
    moved = bool(state.pop(_MOVED, False))
    if before is None:
        _adopt(query, Filter(lang=labels.best(_browser_locale())))
        state[_FIRST] = labels.best(_browser_locale())
    elif not moved and (query != state.get(_WRITTEN) or page != state.get(_PAGE)):
        _follow(query, before, same_page=page == state.get(_PAGE))
    if moved or page != state.get(_PAGE):
        state[_NOTICES] = () if before is not None and moved else state.get(_NOTICES, ())
    state[_PAGE] = page
    chosen: Filter = state[_CHOICE]
    state[_NAMES], state[_EFFECTIVE] = names, {}
    if moved:
        state[_WRITTEN], state[_DUE] = query, True
    else:
        _write(chosen, names, query, first=before is None)
    return chosen


def effective(**values: str) -> None:
    """Say what the page shows where the reader named nothing, so that the written address holds it too."""
    st.session_state[_EFFECTIVE] = {**st.session_state.get(_EFFECTIVE, {}), **values}


def publish() -> None:
    """Write the address after the page has run, if the reader changed something."""
    state = st.session_state
    if not state.pop(_DUE, False):
        return
    names = state[_NAMES]
    wanted = {**choice().query(names), **{k: v for k, v in state[_EFFECTIVE].items() if v and not getattr(choice(), k)}}
    _put_in_bar(wanted, {name: st.query_params.get_all(name) for name in st.query_params})


def with_effective(chosen: Filter) -> Filter:
    """The choice with what the page made of it, for links that must mean the same tomorrow."""
    values = st.session_state.get(_EFFECTIVE, {})
    return chosen.with_values(**{name: value for name, value in values.items() if not getattr(chosen, name)})


def language_now() -> labels.Labels:
    """The language for the menu, made before the page is known: of the address, the session, or the browser."""
    before: Filter | None = st.session_state.get(_CHOICE)
    asked = st.query_params.get("lang", "")
    if st.session_state.get(_MOVED) and before is not None:
        return labels.load(before.lang)
    if asked in labels.codes():
        return labels.load(asked)
    return labels.load(before.lang if before is not None else labels.best(_browser_locale()))


def hides_language() -> bool:
    """Whether the language is the browser's own and so stays out of addresses."""
    return bool(choice().lang == st.session_state.get(_FIRST) and "lang" not in st.query_params)


def choice() -> Filter:
    """The choice of this session."""
    chosen: Filter = st.session_state[_CHOICE]
    return chosen


def put(**values: Any) -> None:
    """Change the choice, as a widget's callback does; the next run writes it into the address."""
    st.session_state[_CHOICE] = choice().with_values(**values)
    st.session_state[_MOVED] = True
    st.session_state[_FROM_ADDRESS] = frozenset(st.session_state.get(_FROM_ADDRESS, ())) - set(values)


def came_from_address(name: str) -> bool:
    """Whether the value of this name stood in the address and was not chosen on the page."""
    return name in st.session_state.get(_FROM_ADDRESS, ())


def refused() -> tuple[tuple[str, str], ...]:
    """Names and values of the address that could not be understood."""
    found: tuple[tuple[str, str], ...] = st.session_state.get(_NOTICES, ())
    return found


def link(path: str, chosen: Filter, names: Sequence[str] | None = None) -> str:
    """The full address of a page with a choice, for copying and for the line under a chart.

    Args:
        path: Path of the page, "" for the first.
        chosen: The choice.
        names: The names that mean something there; all where None.
    """
    from urllib.parse import urlencode

    query = urlencode(chosen.query(names), doseq=True)
    return f"{base()}/{path}" + (f"?{query}" if query else "")


def base() -> str:
    """The address of this dashboard without path, as the reader's browser knows it."""
    found = st.context.url or "http://127.0.0.1:8501"
    scheme, _, rest = found.partition("://")
    return f"{scheme}://{rest.split('/')[0].split('?')[0]}"


def _browser_locale() -> str | None:
    try:
        return st.context.locale
    except (AttributeError, KeyError):
        return None


def _adopt(query: dict[str, list[str]], defaults: Filter) -> None:
    """Take everything from the address."""
    reading = filters.read(query, labels.codes())
    named = reading.choice.query()
    st.session_state[_CHOICE] = defaults.with_values(
        **{name: tuple(value) if isinstance(value, list) else value for name, value in named.items()}
    )
    st.session_state[_NOTICES] = reading.refused
    st.session_state[_FROM_ADDRESS] = frozenset(named)


def _follow(query: dict[str, list[str]], before: Filter, *, same_page: bool) -> None:
    """The browser moved by itself: a link, the menu, back or forward."""
    if not query and not same_page:
        return  # the menu: every choice stays
    kept = Filter(lang=before.lang, asof=before.asof)
    if same_page:
        kept = Filter(lang=st.session_state.get(_FIRST, before.lang))
    _adopt(query, kept)


def _write(chosen: Filter, names: Sequence[str], query: dict[str, list[str]], *, first: bool) -> None:
    """Put the choice into the address where it differs from what stands there."""
    wanted = chosen.query(names)
    if first and not st.session_state.get(_NOTICES):
        st.session_state[_WRITTEN] = query
        return
    _put_in_bar(wanted, query)


def _put_in_bar(wanted: dict[str, str | list[str]], query: dict[str, list[str]]) -> None:
    if wanted.get("lang") == st.session_state.get(_FIRST) and "lang" not in query:
        wanted.pop("lang")  # the browser's own language needs no mention until somebody changes it
    shown = {name: value if isinstance(value, list) else [value] for name, value in wanted.items()}
    if shown != query:
        st.query_params.from_dict(wanted)
        query = shown
    st.session_state[_WRITTEN] = query
