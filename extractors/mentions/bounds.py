"""Bounds: "about", "more than", "nearly" before a figure, "-i aşkın", "or more" behind it.

A cue counts within a short reach, and never across punctuation or another figure. Cues behind the figure may ask for
the case of the figure's last word: Turkish "-den fazla" needs "from", "-i aşan" the object.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from extractors.languages.pack import Hit
    from extractors.mentions.figure import Figure
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading
    from extractors.records import Bound

_REACH = 5
# letters of a word that a stop cuts short: "2017 г. до"
_SHORT = 2
_LEFT = 80
_SENTENCE = re.compile(r"([^\W\d_]*)[.!?;\n](?![0-9])")
_BREAKS = (",", "-", "(", ":")
_SPACES = "  \t"


def bound_before(reading: Reading, settings: Grammar, start: int, limit: int, compared: bool = False) -> Bound | None:
    """Return the bound that words in front of `start` give, looking no further left than `limit`.

    `compared`: a percent or a ratio ends at `limit`; "5 % more than the 3 billion", "5 % above the 3 billion" compare,
    and bound nothing.
    """
    folded = reading.folded
    end, close = start, True
    for _ in range(_REACH):
        while end > limit and folded[end - 1] in " -":
            end -= 1
        if end <= limit or not folded[end - 1].isalpha():
            return None
        hit = reading.ending.get(end)
        if hit is not None:
            bound, decided = _bound_of(reading, settings, hit, close)
            if decided:
                return None if compared and decided == _COMPARED and hit.start <= limit + 1 else bound
            begin = hit.start
        else:
            begin = max(folded.rfind(" ", limit, end) + 1, limit)
        close = close and folded[begin:end] in settings.through
        end = begin
    return None


def bound_inside(settings: Grammar, folded: str, start: int, stop: int) -> Bound | None:
    """Return "above" where a word between a number and its scale says so: "3 с лишним миллиарда"."""
    return "above" if any(f"{word} " in folded[start:stop] for word in settings.odd) else None


_OPEN, _DECIDED, _COMPARED = 0, 1, 2


def _bound_of(reading: Reading, settings: Grammar, hit: Hit, close: bool) -> tuple[Bound | None, int]:
    """Return the bound of a cue and whether it decides; verbs reach further than other cues."""
    for entry in hit.entries:
        kind = entry.kind
        if kind[:5] != "bound" or (kind == "bound.verb" and _is_noun(reading, settings, hit)):
            continue
        if kind == "bound.verb" or (kind == "bound.before" and close):
            return cast("Bound", entry.key), _DECIDED if kind == "bound.verb" or entry.key == "approx" else _COMPARED
        if kind == "bound.than" and close:
            return cast("Bound", entry.key), _COMPARED
        if kind == "bound.limit" and close and _is_limit(reading, settings, hit):
            return cast("Bound", entry.key), _DECIDED
    if close and " " in reading.folded[hit.start : hit.end] and (inner := _inner(reading, hit)) is not None:
        return inner, _DECIDED
    return None, _OPEN


def _is_noun(reading: Reading, settings: Grammar, hit: Hit) -> bool:
    """Whether a form of a verb is a noun here: "the top three", "on top of"."""
    if not settings.verb_not_after:
        return False
    before = reading.folded[max(0, hit.start - 8) : hit.start].split()[-1:]
    return bool(before) and before[0] in settings.verb_not_after


def _inner(reading: Reading, hit: Hit) -> Bound | None:
    """Return the bound of a cue that a longer form begins or ends with ("and below 1500", "above the 5.5 percent")."""
    folded, forms = reading.folded, reading.pack.forms
    written = folded[hit.start : hit.end]
    at = -1
    while (at := written.find(" ", at + 1)) > 0:
        for part in (written[at + 1 :], written[:at]):
            for entry in forms.get(part, ()):
                if entry.kind in ("bound.before", "bound.than"):
                    return cast("Bound", entry.key)
    return None


def bound_sign(settings: Grammar, folded: str, start: int) -> Bound | None:
    """Return the bound of ">", ">=", "~" in front of a figure; behind letters they close a tag ("<b>5")."""
    at = start - 1
    if at < 0:
        return None
    if folded[at] in _SPACES and at:
        at -= 1
    if folded[at] == "=" and at:
        at -= 1 + (folded[at - 1] in _SPACES)
    bound = settings.sign_bounds.get(folded[at])
    if bound is None or (folded[at] == ">" and at and folded[at - 1] not in " (\n" and _closes_tag(folded, at)):
        return None
    return cast("Bound", bound)


def _closes_tag(folded: str, at: int) -> bool:
    """Whether a ">" behind letters closes a tag ("<b>5") and compares nothing ("x>5")."""
    opened = folded.rfind("<", max(0, at - _LEFT), at)
    return not folded[at - 1].isalpha() or (opened >= 0 and not folded[opened + 1 : opened + 2].isdigit())


def join_bounds(reading: Reading, settings: Grammar, found: list[Figure]) -> list[Figure]:
    """Return the figures with two bounds of one value joined: "more than 20 and less than 35"."""
    joined: list[Figure] = []
    for figure in found:
        other = joined[-1] if joined else None
        if other is None or not _are_ends(other, figure) or not _is_joined(reading, settings, other, figure):
            joined.append(figure)
            continue
        low, high = (other, figure) if other.bound == "above" else (figure, other)
        other.value, other.value_max = low.value, high.value
        if other.kind == "number":
            other.kind, other.unit = figure.kind, figure.unit
        other.end, other.stop, other.right, other.bound, other.rule = figure.end, figure.stop, -1, "exact", "range"
    return joined


def _are_ends(first: Figure, second: Figure) -> bool:
    if {first.bound, second.bound} != {"above", "below"} or first.value_max is not None or second.value_max is not None:
        return False
    if first.unit != second.unit and not (first.kind == "number" and first.bound == "above"):
        return False
    low, high = (first, second) if first.bound == "above" else (second, first)
    return low.value < high.value


def _is_joined(reading: Reading, settings: Grammar, first: Figure, second: Figure) -> bool:
    """Whether nothing but "and" and the words of the bounds stands between two figures."""
    folded, at, joiners = reading.folded, first.stop, 0
    if second.start - at >= _LEFT:
        return False
    while at < second.start:
        if folded[at] in " ,":
            at += 1
            continue
        hit = reading.at.get(at)
        if hit is not None and any(entry.kind.startswith("bound") for entry in hit.entries):
            at = hit.stop
            continue
        end = folded.find(" ", at, second.start)
        word = folded[at : end if end > 0 else second.start].strip(",")
        if word not in settings.bound_joiners and word not in settings.passing:
            return False
        joiners += word in settings.bound_joiners
        at += len(word)
    return joiners < 2


def _is_limit(reading: Reading, settings: Grammar, hit: Hit) -> bool:
    """Whether "up to" is a limit: nothing in the sentence before it rises, falls or starts from another figure."""
    left = reading.folded[max(0, hit.start - _LEFT) : hit.start]
    ends = [
        m.end()
        for m in _SENTENCE.finditer(left)
        if not m[1] or (len(m[1]) > _SHORT and m[1] not in settings.abbreviations)
    ]  # "с 82 тыс. тонн до"
    left = left[ends[-1] :].rstrip() if ends else left.rstrip()
    behind = reading.ending.get(hit.start - 1)
    grown = behind is not None and any(entry.kind.startswith(("percent", "ratio")) for entry in behind.entries)
    if left.endswith(_BREAKS) or left.endswith("%") or grown:
        return False  # "the exports - by 3,2 % to 1,23 trillion" needs no verb
    words = left.replace("(", " ").split()
    if any(word in settings.limit_from for word in words) and any(char.isdecimal() for char in left):
        return False
    return not any(word.startswith(settings.limit_not) for word in words)


def bound_after(reading: Reading, settings: Grammar, stop: int, case: str, limit: int) -> Bound | None:
    """Return the bound that words behind a figure give.

    Args:
        reading: The field.
        settings: The settings of its pack.
        stop: Where the figure ends, its ending included.
        case: The marker of that ending; "bare" for an ending without a role, "" where there is none.
        limit: Where the next figure starts.
    """
    folded = reading.folded
    begin = stop
    for _ in range(4):
        while begin < limit and folded[begin] in _SPACES:
            begin += 1
        if begin >= limit:
            return None
        hit = reading.at.get(begin)
        if hit is not None:
            bound = _bound_behind(hit, case)
            if bound is not None:
                # "above 1000 and below 1500": of the next figure
                next_one = limit - hit.stop < 7 and limit < len(folded) and " " in folded[hit.start : hit.end]
                reached = case == "to" and folded[hit.stop + 1 : hit.stop + 16].startswith(settings.reached)
                return None if next_one or reached else bound
        end = folded.find(" ", begin, min(limit, begin + 24))
        word = folded[begin : end if end > 0 else limit]
        if word in settings.passing:
            pass
        elif word in settings.through:
            case = "any"
        elif begin != stop + 1 or case or not (case := _lost_ending(reading, hit, word)):
            return None
        begin += len(word)
    return None


def _lost_ending(reading: Reading, hit: Hit | None, word: str) -> str:
    """Return the case of an ending that lost its apostrophe: "300 den fazla"."""
    if hit is not None or len(word) > 5 or reading.pack.marker is None:
        return ""
    marker = reading.pack.marker(word)
    return "bare" if marker == "" and len(word) < 3 else marker or ""


def _bound_behind(hit: Hit, case: str) -> Bound | None:
    """Return the bound of a cue behind a figure whose last word has the case; "-e kadar" goes before "kadar"."""
    plain: Bound | None = None
    for entry in hit.entries:
        if not entry.kind.startswith("bound.after"):
            continue
        needed = entry.kind[12:]  # behind "bound.after."
        if not needed:
            plain = cast("Bound", entry.key)
        elif case in ("any", needed) or (needed == "object" and case == "bare"):
            return cast("Bound", entry.key)
    return plain
