"""The page map: path, file, section, and which names of the address bar count on it. Paths never change."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

VIEWS = Path(__file__).parent / "views"


@dataclass(frozen=True)
class PageEntry:
    """One page.

    Attributes:
        key: Key of its labels (page.<key>.title) and name of its file in views/.
        path: Path in the address bar; "" is the first page.
        section: Key of the menu section (nav.<section>).
        names: Names of the address bar that the page reads.
        hidden: Whether it is left out of the menu.
        writes: Whether it is there to change something: left out of the menu of those who may not.
    """

    key: str
    path: str
    section: str
    names: tuple[str, ...] = ()
    hidden: bool = False
    writes: bool = False

    @property
    def file(self) -> Path:
        """The page's script."""
        return VIEWS / f"{self.key}.py"


_PAIR = (
    "pair",
    "ind",
    "m",
    "unit",
    "product",
    "dir",
    "status",
    "who",
    "year",
    "implied",
    "once",
    "official",
    "log",
    "zero",
    "tab",
    "period",
    "id",
)
_LIST = ("q", "pair", "ind", "m", "unit", "product", "status", "who", "bound", "src", "review", "year", "sort", "page")

PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", "", "look"),
    PageEntry("pair", "ikili", "look", _PAIR),
    PageEntry("claims", "iddialar", "look", _LIST),
    PageEntry("claim", "iddia", "look", ("id",), hidden=True),
    PageEntry(
        "compare",
        "karsilastir",
        "compare",
        ("pairs", "ind", "unit", "mode", "view", "base", "shared", "log", "sort", "id"),
    ),
    PageEntry("conflicts", "celiskiler", "compare", ("pair", "ind", "cls", "sort", "id", "page")),
    PageEntry("targets", "hedefler", "compare", ("pair", "ind", "unit", "who", "state", "id")),
    PageEntry("official", "resmi", "compare", ("pair", "ind", "dir", "unit", "id")),
    PageEntry("add", "haber-ekle", "work", writes=True),
    PageEntry("review", "inceleme", "work", ("pair", "ind", "sort"), writes=True),
    PageEntry("data", "veri", "about"),
)


@cache
def built() -> tuple[PageEntry, ...]:
    """The pages whose script is there."""
    return tuple(page for page in PAGES if page.file.exists())


def entry(key: str) -> PageEntry:
    """The entry of a page."""
    return next(page for page in PAGES if page.key == key)


# Stands in for every path that the map does not have; the path itself comes from the reader's address bar.
MISSING = PageEntry("missing", "", "about", hidden=True)


def unknown_path(url: str, below: str = "") -> str:
    """The path of an address that no page has, "" where there is a page.

    Args:
        url: The address in the reader's browser.
        below: The path under which the whole dashboard is served.

    Example:
        >>> unknown_path("http://127.0.0.1:8501/nowhere?lang=en")
        'nowhere'
    """
    path = unquote(urlsplit(url).path).strip("/").removeprefix(below.strip("/")).strip("/")
    last = path.rpartition("/")[2]
    return "" if last in {page.path for page in PAGES} else last


def alike(path: str) -> list[str]:
    """Keys of the pages whose path or English key looks like an unknown path, the most alike first."""
    names = {name.casefold(): page.key for page in PAGES if not page.hidden for name in (page.path, page.key) if name}
    found = get_close_matches(path.casefold(), names, n=3, cutoff=0.6)
    return list(dict.fromkeys(names[name] for name in found))
