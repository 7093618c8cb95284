"""Quantities of a field: numbers with their units, ranges and bounds.

The steps: numerals; signs and units around each; ranges of two neighbours; counted nouns; words that are ratios by
themselves; bounds. Every number is a mention, `number` where it has no unit.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from extractors.mentions.bounds import bound_after, bound_before, bound_inside, bound_sign, join_bounds
from extractors.mentions.counts import count_nouns, former_nouns, share_nouns
from extractors.mentions.expressions import read_alone
from extractors.mentions.figure import ONE
from extractors.mentions.fractions import join_fractions, join_mixed, join_scaled
from extractors.mentions.grammar import grammar
from extractors.mentions.numbers import numerals
from extractors.mentions.ranges import join_ranges
from extractors.mentions.ratios import ratio_words
from extractors.mentions.sorting import sort_hits
from extractors.mentions.units import figures
from extractors.records import Mention, Quantity

if TYPE_CHECKING:
    from extractors.mentions.figure import Figure
    from extractors.mentions.grammar import Grammar
    from extractors.mentions.lexicon import Reading
    from extractors.records import Bound

_REACH = 64
_BEFORE = frozenset(" ~≈∼±<>≥≤=")
_RULE_SCOPE = {"words", "chain", "one"}


def find_quantities(reading: Reading) -> list[Mention]:
    """Return the quantity mentions of a field in order of position; the value of each is a `Quantity`.

    A printed minus is part of the value ("-5,2 %" is -5.2, and `sign` is -1).
    """
    settings = grammar(reading.pack.code)
    hits = sort_hits(reading, settings.roles)
    numbers = join_fractions(reading, settings, numerals(reading, settings, hits))
    found = figures(reading, settings, numbers)
    if hits.counts:
        count_nouns(reading, settings, found, hits.counts)
        share_nouns(reading, settings, found)
        former_nouns(reading, found)
    found = join_ranges(reading, settings, found)
    if hits.words:
        found = _merge(found, ratio_words(reading, settings, hits))
    if any(figure.rule == "fraction" for figure in found):
        found = join_scaled(reading, settings, join_mixed(reading, settings, found))
    found = read_alone(reading, settings, found)
    _set_bounds(reading, settings, found, hits.bounds)
    if len(found) > 1 and hits.bounds:
        found = join_bounds(reading, settings, found)
    return [_mention(reading, figure) for figure in found]


def _merge(found: list[Figure], words: list[Figure]) -> list[Figure]:
    """Add the words that no figure covers."""
    spans = [(figure.start, figure.end) for figure in found]
    starts = [start for start, _ in spans]
    for word in words:
        at = bisect_left(starts, word.end)
        if at == 0 or spans[at - 1][1] <= word.start:
            found.append(word)
        elif word.rule == "of_percent" and spans[at - 1][0] > word.start:
            found[at - 1] = word  # "half of one percent"
    found.sort(key=attrgetter("start"))
    return found


def _set_bounds(reading: Reading, settings: Grammar, found: list[Figure], cues: list[int]) -> None:
    """Set the bound of each figure from the words and signs around it; only figures near a cue are looked at."""
    folded, size, last, limit = reading.folded, len(reading.folded), len(found) - 1, 0
    for index, figure in enumerate(found):
        start, stop = figure.start, figure.stop
        bound = bound_sign(settings, folded, start) if start and folded[start - 1] in _BEFORE else None
        if bound is None and figure.scale > ONE:
            bound = bound_inside(settings, folded, start, stop)
        near = bisect_left(cues, start)
        if bound is None and near and cues[near - 1] > start - _REACH:
            compared = index > 0 and found[index - 1].kind in ("percent", "ratio")
            bound = bound_before(reading, settings, start, limit, compared)
        if bound is None or bound == "approx":  # "about 500 or more"
            ahead = found[index + 1].start if index < last else size
            bound = _behind(reading, settings, figure, cues, ahead) or bound
        if bound is not None:
            figure.bound = bound
        elif index and figure.kind == "money" and folded[limit:start] == " (":
            figure.bound = found[index - 1].bound  # a conversion in brackets
        limit = stop


def _behind(reading: Reading, settings: Grammar, figure: Figure, cues: list[int], ahead: int) -> Bound | None:
    right = figure.right if figure.right >= 0 else figure.stop
    if reading.folded[right : right + 1] == "+":
        return "above"
    if any(reading.folded.startswith(f"-{word} ", right) for word in settings.odd):
        return "above"  # "a $3bn-plus deal"
    near = bisect_left(cues, right)
    if near == len(cues) or cues[near] > figure.stop + _REACH:
        return None
    bound = bound_after(reading, settings, right, figure.case, ahead)
    if bound is None and figure.stop > right:
        # behind the counted noun: "bin 700 şirketi aştı"
        tail = reading.folded[figure.end : figure.stop].lstrip("'")
        case = (reading.pack.marker(tail) or "bare") if tail and reading.pack.marker else ""
        bound = bound_after(reading, settings, figure.stop, case, ahead)
    return bound


def _mention(reading: Reading, figure: Figure) -> Mention:
    quantity = Quantity(figure.value, figure.value_max, figure.unit, figure.bound, figure.sign)
    # "bir", "one", "один" alone are articles or pronouns more often than numbers: a rule of their own
    is_one = figure.rule == "words" and figure.kind == "number" and figure.value == 1
    rule = _rule(figure.kind, reading.pack.code, "one" if is_one else figure.rule)
    return Mention(figure.kind, figure.start, figure.end, reading.name, quantity, rule)


@cache
def _rule(kind: str, code: str, rule: str) -> str:
    return f"{kind}.{code if rule in _RULE_SCOPE else 'any'}.{rule}"
