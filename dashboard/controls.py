"""The widgets of the pages, tied to the address: each shows the choice and puts what the reader picks into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import address
from dashboard.marks import markdown_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dashboard.labels import Labels

# What a choice makes meaningless: another pair has other units and speakers.
_FOLLOWERS: dict[str, tuple[str, ...]] = {
    "pair": ("unit", "product", "dir", "who", "period", "id", "page"),
    "ind": ("unit", "product", "dir", "who", "period", "id", "page", "m", "base"),
    "m": ("unit", "period", "id"),
}
_EMPTY: dict[str, Any] = {"who": (), "status": (), "bound": (), "pairs": ()}


def select(
    name: str,
    label: str,
    options: Sequence[str],
    show: Callable[[str], str],
    *,
    default: str,
    labels: Labels,
    empty: str | None = None,
    help: str | None = None,  # the name of Streamlit's own argument
    label_visibility: Any = "visible",
) -> str:
    """A select box of codes.

    Args:
        name: Name in the address.
        label: Label above the box.
        options: Codes.
        show: Code to visible words.
        default: What is meant where the address names nothing.
        labels: Catalogue, for the notice about a value that does not exist.
        empty: Option that stands for "not asked for" and stays out of the address.
        help: Text behind the question mark.
        label_visibility: As in Streamlit.

    Returns:
        The chosen code, always one of the options.
    """
    value = getattr(address.choice(), name) or default
    if value not in options:
        _notice(name, value, show(default) if default in options else labels("app.nothing"), labels)
        value = default
    key = f"w_{name}"
    st.session_state[key] = value
    picked = st.selectbox(
        label,
        options,
        format_func=show,
        key=key,
        on_change=_picked,
        args=(name, key, empty),
        help=help,
        label_visibility=label_visibility,
    )
    return str(picked)


def segmented(
    name: str,
    label: str,
    options: Sequence[str],
    show: Callable[[str], str],
    *,
    default: str,
    label_visibility: Any = "visible",
) -> str:
    """A row of buttons of which one is pressed."""
    value = getattr(address.choice(), name) or default
    key = f"w_{name}"
    st.session_state[key] = value if value in options else default
    picked = st.segmented_control(
        label,
        options,
        format_func=show,
        key=key,
        required=True,
        on_change=_picked,
        args=(name, key, default),
        label_visibility=label_visibility,
        wrap=True,
    )
    return str(picked or default)


def many(
    name: str,
    label: str,
    options: Sequence[str],
    show: Callable[[str], str],
    *,
    labels: Labels,
    limit: int | None = None,
    default: Sequence[str] = (),
) -> tuple[str, ...]:
    """A box that takes several codes; nothing chosen means all."""
    asked: tuple[str, ...] = getattr(address.choice(), name)
    known = [value for value in asked if value in options]
    for value in asked:
        if value not in options:
            _notice(name, value, ", ".join(map(show, known or default)) or labels("filter.any"), labels)
    key = f"w_{name}"
    st.session_state[key] = known or list(default)
    picked = st.multiselect(
        label,
        options,
        format_func=show,
        key=key,
        max_selections=limit,
        wrap=True,
        placeholder=labels("filter.any"),
        on_change=_picked_many,
        args=(name, key),
    )
    return tuple(picked)


def toggle(name: str, label: str, *, default: bool = False, help: str | None = None) -> bool:
    """A switch: "1" and "0" in the address."""
    value = getattr(address.choice(), name)
    key = f"w_{name}"
    st.session_state[key] = default if not value else value == "1"
    return bool(st.toggle(label, key=key, on_change=_toggled, args=(name, key, default), help=help))


def text(name: str, label: str, hint: str) -> str:
    """A line of text."""
    key = f"w_{name}"
    st.session_state[key] = getattr(address.choice(), name)
    return str(
        st.text_input(label, key=key, placeholder=hint, type="search", on_change=_picked, args=(name, key, "")) or ""
    )


def page_now(total: int, size: int) -> int:
    """The page that the address asks for, from 1, as far as there are so many."""
    last = max(1, -(-total // size))
    asked = address.choice().page
    return min(max(int(asked), 1), last) if asked.isdigit() else 1


def pages(total: int, size: int) -> None:
    """A row of page numbers, where there is more than one page."""
    last = max(1, -(-total // size))
    if last > 1:
        now = page_now(total, size)
        key = f"w_page_{now}_{last}"  # st.pagination takes its value from `default` only
        st.pagination(last, default=now, key=key, on_change=_paged, args=(key,))


def year_range(name: str, label: str, first: int, last: int) -> tuple[int, int]:
    """Two years on a slider; the whole range stays out of the address."""
    from dashboard.filters import years

    if first >= last:
        return first, last
    asked = years(getattr(address.choice(), name)) or (first, last)
    low, high = min(max(asked[0], first), last), min(max(asked[1], first), last)
    key = f"w_{name}"
    st.session_state[key] = (low, max(low, high))
    found: Any = st.slider(label, first, last, key=key, on_change=_years, args=(name, key, first, last))
    return int(found[0]), int(found[1])


def reset(names: Sequence[str], label: str) -> None:
    """A button that takes back the named choices."""
    chosen = address.choice()
    if any(getattr(chosen, name) for name in names):
        st.button(label, icon=":material/filter_alt_off:", on_click=_clear, args=(tuple(names),), type="tertiary")


def clear(names: Sequence[str]) -> None:
    """Take back the named choices (for callbacks)."""
    address.put(**{name: _EMPTY.get(name, "") for name in names})


def _clear(names: tuple[str, ...]) -> None:
    clear(names)


def _picked(name: str, key: str, empty: str | None) -> None:
    value = st.session_state[key]
    values = {follower: _EMPTY.get(follower, "") for follower in _FOLLOWERS.get(name, ())}
    if name not in {"page", "id", "tab", "sort"}:
        values["page"] = ""
    values[name] = "" if value is None or value == empty else str(value)
    address.put(**values)


def _picked_many(name: str, key: str) -> None:
    address.put(**{name: tuple(st.session_state[key]), "page": ""})


def _toggled(name: str, key: str, default: bool) -> None:
    value = bool(st.session_state[key])
    address.put(**{name: "" if value == default else ("1" if value else "0")})


def _paged(key: str) -> None:
    value = int(st.session_state[key])
    address.put(page="" if value == 1 else str(value))


def _years(name: str, key: str, first: int, last: int) -> None:
    low, high = st.session_state[key]
    address.put(**{name: "" if (low, high) == (first, last) else f"{low}-{high}", "page": ""})


def _notice(name: str, value: str, shown: str, labels: Labels) -> None:
    """Say that the address asked for something that is not there."""
    if address.came_from_address(name):
        st.warning(
            labels("app.unknown_value", key=name, value=markdown_text(value), shown=markdown_text(shown)),
            icon=":material/link_off:",
        )
