"""Whether a figure is a fact, a goal that somebody set, or an expectation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.records import Mention

# how far in letters the verb of a goal may stand behind "is set to"
_VERB_REACH = 25
# fewer words between "may" and the figure hold no clause of their own
_VERB_WORDS = 4
# "5 milyar dolar seviyesinde olan"
_BEING_WORDS = 1


PRESENT = "status.any.present"
# words between "now" and its figure, and "hâlen" and its figure
_NOW, _NOW_BESIDE = 6, 2


def status(draft: Draft) -> None:
    """Set the status from the cues of the clause: a goal, an expectation, else a fact."""
    tape = draft.tape
    start = _clause_start(draft)
    if (now := _present(draft)) is not None:
        draft.note("status", PRESENT, now)
        return
    cue = _cue(draft, start)
    if cue is None and _goes_on(draft):
        assert draft.before is not None
        draft.status = draft.before.status
        draft.note("status", "status.any.goes_on")
        return
    if cue is None and draft.marker == "to" and not tape.verb_last:
        raised = [
            c
            for c in tape.cue(start, draft.mention.start, "raise.")
            if not tape.cue(c.end, draft.mention.start, "change.")
        ]
        if raised and raised[-1].value == "raise.infinitive":
            draft.status = "target"
            draft.note("status", "status.any.infinitive", raised[-1])
        if draft.status == "actual" and (coming := _coming(draft)) is not None:
            draft.status = "target" if _raises(draft, coming) else "forecast"
            draft.note("status", "status.any.headline_infinitive", coming)
        return
    if cue is None and not draft.old and (coming := _coming(draft)) is not None:
        draft.status = "target" if _raises(draft, coming) else "forecast"
        draft.note("status", "status.any.headline_infinitive", coming)
        return
    if cue is None or draft.marker == "from" or draft.old:
        return
    if cue.end <= draft.mention.start and tape.cue(draft.mention.end, draft.right, "done."):
        return  # "the goal of 1 billion was reached already in 2021"
    name = _named(draft, cue)
    given = draft.spec is not None and draft.spec.key == "financing" and (name == "pledge" or _is_promise(draft, cue))
    if name == "actual" or given:
        return  # a pledged loan or grant is a fact (guide, rulings)
    draft.status = "forecast" if name in ("ready", "pledge") else name
    draft.note("status", f"status.any.{draft.status}", cue)


def _present(draft: Draft) -> Mention | None:
    """Return the word that says what there is now, beside a goal: "to reach 10 billion by 2030; it is now 4 billion".

    Where the verb comes last, the goal is the next figure's: "hâlen 4 milyar dolar olan ... 10 milyara çıkaracak".
    """
    tape, start = draft.tape, draft.mention.start
    cues = tape.cue(draft.left, start, "now.")
    if not cues or draft.measure != "level":
        return None
    reach = _NOW_BESIDE if tape.verb_last else _NOW
    if tape.words(cues[-1].end, start) > reach or tape.cue(cues[-1].end, start, "status."):
        return None
    if tape.verb_last:
        following = next((q for q in tape.quantities if q.start >= draft.mention.end), None)
        alike = following is not None and following.kind == draft.mention.kind
        ahead = following is not None and tape.cue(draft.mention.end, following.start, "status.")
        return cues[-1] if alike and not ahead else None
    return None if tape.cue(draft.mention.end, draft.right, "status.") else cues[-1]


def _named(draft: Draft, cue: Mention) -> str:
    """Return the status that a cue names, a fact where it is about another one than the figure."""
    name = str(cue.value).split(".")[1]
    if _is_inserted(draft, cue):
        return "actual"
    if _is_opinion(draft, cue):
        return "forecast"
    if name == "forecast":
        return "target" if _raises(draft, cue) else "actual" if _is_told(draft, cue) else name
    return "actual" if name == "target" and _cuts(draft, cue) else name


def _is_opinion(draft: Draft, cue: Mention) -> bool:
    """Whether a figure is only thought likely: "the accord is expected to raise turnover to $500 million"."""
    tape = draft.tape
    for opinion in tape.cue(tape.start, cue.end, "opinion."):
        if opinion.start == cue.start or tape.words(opinion.end, cue.start) == 0:
            return not (opinion.start == cue.start and _is_told(draft, cue))
    return False


def _is_inserted(draft: Draft, cue: Mention) -> bool:
    """Whether the figure stands in a clause of its own behind the goal: "boost trade, which stood at $1 bn, to"."""
    tape, start = draft.tape, draft.mention.start
    which = tape.cue(cue.end, start, "which.")
    if tape.verb_last or not which or not tape.has_comma(cue.end, which[-1].end):
        return False
    told = tape.cue(which[-1].end, start, "level.")
    return bool(told) and not tape.cue(which[-1].end, start, "status.") and draft.marker != "to"


def _is_promise(draft: Draft, cue: Mention) -> bool:
    """Whether a verb of giving stands behind "will" or "agreed to": "Japan will provide $33 million"."""
    tape, start = draft.tape, draft.mention.start
    promised = tape.cue(cue.start, cue.end, "promise.")
    return not tape.verb_last and bool(promised) and bool(tape.cue(cue.start, start, "transfer.give"))


def _cuts(draft: Draft, cue: Mention) -> bool:
    """Whether a goal is to move a gap that there is: "determined to reduce the 70 billion dollar trade deficit"."""
    tape, word = draft.tape, draft.indicator
    if word is None or word.start < draft.mention.end or draft.spec is None:
        return False
    if tape.verb_last:  # "verilen 59 milyar dolarlık açığı kapatmak istiyoruz"
        gap = draft.spec.indicator == "trade_balance" and draft.marker != "to"
        return gap and word.end <= cue.start and not tape.has_comma(draft.mention.end, word.start)
    if draft.marker:
        return False
    near = draft.spec.indicator == "trade_balance" and not tape.has_comma(draft.mention.end, word.start)
    return near and bool(tape.cue(cue.end, draft.mention.start, "change."))


def _is_told(draft: Draft, cue: Mention) -> bool:
    """Whether a fact stands behind an expectation: "worse may follow news that exports fell", "would compare with"."""
    tape, start = draft.tape, draft.mention.start
    if tape.verb_last or cue.end > start:
        return False
    told = bool(tape.cue(cue.end, start, "past.")) and tape.words(cue.end, start) > _VERB_WORDS
    compared = tape.cue(cue.start, start, "against.")
    return told or any(tape.words(cue.end, c.start) <= 1 for c in compared)


def _goes_on(draft: Draft) -> bool:
    """Whether an amount without a verb of its own goes on with a goal: "to 5 billion, and later - to 10 billion"."""
    before, tape = draft.before, draft.tape
    if before is not None and tape.verb_last and before.status == "target" and _is_listed_goal(draft, before):
        return True
    if before is None or not draft.chained or before.status == "actual":
        return False
    if tape.verb_last:
        return before.status == "target" and _heads_series(draft, before)
    if before.status == "target" and tape.cue(before.mention.end, draft.mention.start, "raise.infinitive"):
        return True  # "to 5 billion, and to double it in ten years"
    alike = draft.marker == "by" and before.marker in ("by", "") and before.measure == draft.measure == "level"
    if not (alike or (draft.marker == "to" and before.status == "target")):
        return False
    return not tape.cue(before.mention.end, draft.mention.start, "change.")


def _heads_series(draft: Draft, before: Draft) -> bool:
    """Whether a goal stands before a series of bare amounts: "hedefi 2025'te 75 milyar, 2026'da ise 100 milyar"."""
    tape, cue = draft.tape, before.rules.get("status", ("", None))[1]
    if cue is None or cue.end > before.mention.start or draft.measure != "level":
        return False
    told = ("level.", "change.", "status.", "against.", "base.")
    return not any(tape.cue(before.mention.end, draft.right, name) for name in told)


def _is_listed_goal(draft: Draft, before: Draft) -> bool:
    """Whether a goal goes on, where the verb comes last: "hedefimiz kısa vadede 5, orta vadede 10 milyar dolar"."""
    tape, start, end = draft.tape, before.mention.end, draft.mention.start
    if before.mention.kind != draft.mention.kind or draft.marker != before.marker or not tape.has_comma(start, end):
        return False
    if any(tape.cue(start, end, name) for name in ("level.", "change.", "told.", "against.", "verbal.")):
        return False
    return not any(i.kind in ("speech", "indicator") and start <= i.start < end for i in tape.items)


def _raises(draft: Draft, cue: Mention) -> bool:
    """Whether somebody is to raise the figure: "set to double trade", not "trade could double"."""
    tape, indicator = draft.tape, draft.indicator
    raised = tape.cue(cue.start, min(cue.end + _VERB_REACH, tape.end), "raise.")
    moves = indicator is not None and indicator.end <= cue.start and not tape.verb_last
    return bool(raised) and not moves


def _coming(draft: Draft) -> Mention | None:
    """Return the infinitive that a headline puts for the future: "Exports to hit $25 billion this year".

    A verb of change before it has its own time: "Trade jumps to reach $5 billion".
    """
    tape, start = draft.tape, draft.tape.start
    if tape.reading.name != "title":
        return None
    for cue in tape.cue(start, _reach(draft), "coming."):
        hit = tape.reading.ending.get(cue.start - 1)
        entry = hit.get("qmark") if hit is not None else None
        if hit is None or entry is None or entry.key != "to":
            continue
        if tape.has_break(cue.end, max(cue.end, draft.mention.start)):
            continue
        return None if tape.cue(start, hit.start, "change.") else cue
    return None


def _reach(draft: Draft) -> int:
    """Return how far the verb may stand: behind what it doubles or counts, else before the amount."""
    if draft.measure == "ratio":
        return draft.tape.end
    return draft.right if draft.mention.kind == "count" else draft.mention.start


def _is_given(draft: Draft, behind: list[Mention]) -> bool:
    """Whether a participle right behind the figure makes it what there is: "2 milyar dolar olan hacmi 5 milyara".

    A goal right behind it is one all the same: "5 milyar dolar olan hedefimiz".
    """
    tape, end = draft.tape, draft.mention.end
    given = [c for c in tape.cue(end, tape.end, "being.") if tape.words(end, c.start) <= _BEING_WORDS]
    if not tape.verb_last or not given or tape.has_comma(end, given[0].start):
        return False
    return not any(tape.words(given[0].end, c.start) <= _BEING_WORDS for c in behind)


def _clause_start(draft: Draft) -> int:
    """Return where cues before the quantity begin to count: behind the last strong break, or the last comma."""
    tape, mention = draft.tape, draft.mention
    if not tape.verb_last:
        return max([tape.start, *(offset for offset in tape.breaks if offset < mention.start)])
    if draft.before is None:
        return tape.start
    return max([draft.left, *(offset for offset in tape.commas if offset < mention.start)])


def _series_cue(draft: Draft) -> Mention | None:
    """Return the cue behind the next figure, where the verb comes last and one verb closes a series.

    "Kısa vadede 20 milyar dolar, orta vadede 30 milyar dolar seviyesine çıkacak": nothing between the two says that
    the first one is a fact, nor names a time of its own.
    """
    tape, end = draft.tape, draft.mention.end
    following = [q for q in tape.quantities if q.start >= end]
    if not tape.verb_last or not following or following[0].kind != draft.mention.kind or draft.marker == "from":
        return None
    start = following[0].start
    if tape.cue(end, start, "verbal."):
        return next(iter(tape.cue(following[0].end, tape.end, "status.")), None)
    told = ("level.", "change.", "status.", "against.", "base.", "told.")
    if any(tape.cue(end, start, name) for name in told) or not tape.has_comma(end, start) or tape.has_break(end, start):
        return None
    if any(i.kind in ("speech", "period") and end <= i.start < start for i in tape.items):
        return None
    stop = following[1].start if len(following) > 1 else tape.end
    cues = [c for c in tape.cue(following[0].end, stop, "status.") if not tape.has_comma(following[0].end, c.start)]
    return cues[0] if cues else None


def _cue(draft: Draft, start: int) -> Mention | None:
    """Return the cue that decides: the last one before the quantity, else the first behind it; a goal behind wins."""
    tape, mention = draft.tape, draft.mention
    before = tape.cue(start, mention.start, "status.")
    end = draft.right
    if tape.verb_last and mention.kind == "percent" and end < tape.end and not tape.has_comma(mention.end, end):
        end = tape.end
    behind = [c for c in tape.cue(mention.end, end, "status.") if not tape.has_break(mention.end, c.start)]
    said = [i.start for i in tape.items if i.kind == "speech" and i.start >= mention.end]
    if said and tape.verb_last:
        behind = [c for c in behind if c.start <= said[0]]
    if not tape.verb_last or draft.right < tape.end:
        behind = [c for c in behind if not tape.has_comma(mention.end, c.start)]
    behind = [] if _is_given(draft, behind) else behind
    cue = before[-1] if before else (behind[0] if behind else _series_cue(draft))
    goals = [c for c in behind if c.value == "status.target"]
    return goals[0] if cue is not None and cue.value in ("status.forecast", "status.pledge") and goals else cue
