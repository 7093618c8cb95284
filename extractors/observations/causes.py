"""Words that only say why: "enerji fiyatlarındaki düşüşün etkisiyle ithalat yüzde 12,9 azaldı"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.mentions.places import Place
    from extractors.observations.tape import Tape
    from extractors.records import Mention

# words of a reason before its "because of", where the verb comes last
_REASON = 6
_FOR = frozenset({"project", "company", "tourist", "cargo"})


def without_causes(tape: Tape) -> None:
    """Take foreign topics, goods and changes out of the tape that stand in a reason before "because of".

    The reason reaches back to a separator, a figure, a place, a period or a trade word of its own.
    """
    for purpose in tape.cue(tape.start, tape.end, "purpose."):
        tape.indicators = [m for m in tape.indicators if not _is_purpose(tape, m, purpose)]
    for levy in tape.cue(tape.start, tape.end, "levy."):
        tape.places = [_set_aside(p) if _puts(tape, p, levy) else p for p in tape.places]
    for cause in tape.cue(tape.start, tape.end, "cause."):
        start = _reason_start(tape, cause)
        tape.indicators = [m for m in tape.indicators if not (_is_foreign(m) and start <= m.start < cause.start)]
        tape.products = [m for m in tape.products if not start <= m.start < cause.start]
        tape.cues = [m for m in tape.cues if not (_is_change(m) and start <= m.start < cause.start)]


def _puts(tape: Tape, place: Mention[Place], levy: Mention) -> bool:
    """Whether a place stands right before the levy that it puts on goods: "ABD tarifesine takıldı"."""
    return (
        place.end <= levy.start and tape.words(place.end, levy.start) == 0 and place.value.marker in ("", "of", "adj")
    )


def _set_aside(place: Mention[Place]) -> Mention[Place]:
    return replace(place, value=replace(place.value, marker="aside"))


def _is_purpose(tape: Tape, word: Mention, purpose: Mention) -> bool:
    """Whether a word for firms or projects is what money is for: "su projeleri için 900 milyon avro kredi"."""
    return word.value in _FOR and word.end <= purpose.start and tape.words(word.end, purpose.start) == 0


def _reason_start(tape: Tape, cause: Mention) -> int:
    ours = [m for m in tape.indicators if not _is_foreign(m)]
    ends = [m.end for m in (*tape.quantities, *tape.periods, *tape.places, *ours) if m.end <= cause.start]
    ends += [offset + 1 for offset in (*tape.commas, *tape.breaks) if offset < cause.start]
    start = max(ends, default=tape.start)
    words = tape.text(start, cause.start).split()
    return start if len(words) <= _REASON else tape.text(0, cause.start).rfind(" ".join(words[-_REASON:]))


def _is_foreign(mention: Mention) -> bool:
    return str(mention.value).startswith("other.")


def _is_change(mention: Mention) -> bool:
    return str(mention.value).startswith("change.")
