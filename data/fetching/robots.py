"""What a site lets programs read: robots.txt as RFC 9309 defines it.

The standard library's parser knows no wildcards and takes the first rule that fits; sites write for crawlers that take
the longest one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

MAX_BYTES = 512_000
TOKEN = "ikili"


@dataclass
class _Group:
    """Rules for some agents: (path pattern, allowed)."""

    agents: list[str] = field(default_factory=list)
    rules: list[tuple[str, bool]] = field(default_factory=list)
    delay: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One path pattern: the pieces between its stars, and whether it must reach the end."""

    pieces: tuple[str, ...]
    anchored: bool
    length: int
    allowed: bool

    def fits(self, path: str) -> bool:
        """Whether the pattern fits, found piece by piece: no pattern takes more than one pass."""
        first, *rest = self.pieces
        if not path.startswith(first):
            return False
        place = len(first)
        for number, piece in enumerate(rest, 1):
            if self.anchored and number == len(rest):
                return path.endswith(piece) and len(path) - len(piece) >= place
            found = path.find(piece, place)
            if found < 0:
                return False
            place = found + len(piece)
        return not self.anchored or place == len(path)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that apply to us on one site."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None

    def allows(self, path: str) -> bool:
        """Whether a path (with its query) may be read: the longest fitting rule decides, and allowing wins a tie."""
        plain = _normal(path)
        return max(((rule.length, rule.allowed) for rule in self.rules if rule.fits(plain)), default=(0, True))[1]


EVERYTHING = Robots()
NOTHING = Robots((Rule(("",), False, 1, False),))


def parse_robots(content: bytes, token: str = TOKEN) -> Robots:
    """Reads a robots.txt.

    Args:
        content: Its bytes.
        token: Our name in it; rules for `*` apply where it is not named.
    """
    groups = _groups(content[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff"))
    ours = [group for group in groups if token in group.agents] or [group for group in groups if "*" in group.agents]
    rules = tuple(_rule(path, allowed) for group in ours for path, allowed in group.rules if path)  # empty: no rule
    delays = [group.delay for group in ours if group.delay is not None]
    return Robots(rules, max(delays, default=None))


def _groups(text: str) -> list[_Group]:
    groups: list[_Group] = []
    open_for_agents = False
    for raw in text.splitlines():
        name, colon, value = raw.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            if not open_for_agents:
                groups.append(_Group())
            groups[-1].agents.append(value.lower().partition("/")[0].strip())
            open_for_agents = True
        elif groups and name in ("allow", "disallow", "crawl-delay"):
            open_for_agents = False
            _add_rule(groups[-1], name, value)
    return groups


def _add_rule(group: _Group, name: str, value: str) -> None:
    if name != "crawl-delay":
        group.rules.append((value, name == "allow"))
    elif re.fullmatch(r"\d{1,5}(?:\.\d+)?", value):
        group.delay = float(value)


def _normal(path: str) -> str:
    """Percent signs written one way."""
    return quote(unquote(path, errors="replace"), safe="/%:@!$&'()*+,;=-._~?[]|")


def _rule(path: str, allowed: bool) -> Rule:
    anchored = path.endswith("$")
    pieces = tuple(_normal(piece) for piece in re.split(r"\*+", path[:-1] if anchored else path))
    return Rule(pieces, anchored, len(path), allowed)
