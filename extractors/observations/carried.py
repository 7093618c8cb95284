"""Whether a figure may go on with what was spoken of before: pointing words, other matters, counts of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.observations.draft import Draft, Topic
    from extractors.observations.tape import Tape
    from extractors.records import Mention
    from extractors.reference.indicators import Spec

# words up to this length are prepositions, no nouns
_PREPOSITION = 4
# how many words a word may stand from a count of people
_FAR = 8
# how far in letters "number of" may stand from its noun
_NUMBER_REACH, _WIDE_REACH = 40, 60


def counts_else(draft: Draft) -> bool:
    """Whether a word that means nothing here follows a bare number: "more than 3,000 stories"."""
    tape, end = draft.tape, draft.mention.end
    word = tape.text(end, tape.end).split()[:1]
    if tape.cue(draft.left, draft.mention.start, "split."):
        return False  # "3,400 firms, of which 1,100 opened last year"
    if not word or len(word[0]) <= _PREPOSITION or not word[0].isalpha() or tape.verb_last:
        return False
    start = end + tape.text(end, tape.end).index(word[0])
    return tape.reading.at.get(start) is None and not any(m.start <= start < m.end for m in tape.items)


def multiplies_else(draft: Draft) -> bool:
    """Whether a ratio is followed by what there is more of, and that is nothing here: "ten times more Tatars live"."""
    tape, end = draft.tape, draft.mention.end
    if draft.mention.kind != "ratio" or tape.verb_last:
        return False
    than = [c for c in tape.cue(end, tape.end, "than.") if tape.words(end, c.start) == 0]
    if not than:
        return False
    word = tape.text(than[0].end, tape.end).split()[:1]
    if not word or len(word[0]) <= _PREPOSITION or not word[0].isalpha():
        return False
    start = than[0].end + tape.text(than[0].end, tape.end).index(word[0])
    return tape.reading.at.get(start) is None and not any(m.start <= start < m.end for m in tape.items)


def counts_again(draft: Draft, topic: Topic) -> bool:
    """Whether a bare number counts what the sentence before counted: "a year ago there were 1.37 million of them"."""
    spec = topic.spec
    if spec is None or f"{spec.key}_number" not in specs():
        return False
    if draft.mention.kind in ("percent", "ratio") and not draft.tape.verb_last:
        # "the number is a 95 percent increase compared to 2018"
        pointed = draft.tape.cue(draft.tape.start, draft.mention.start, "this.")
        return bool(pointed) and bool(draft.tape.cue(draft.mention.start, draft.tape.end, "change."))
    if draft.mention.kind != "number":
        return False
    near = draft.tape.cue(draft.tape.start, draft.mention.start, "this.")
    return any(draft.tape.words(cue.end, draft.mention.start) <= 1 for cue in near)


def is_other_matter(draft: Draft, spec: Spec) -> bool:
    """Whether the figure has only the unit in common with what the sentence before spoke of."""
    tape, start = draft.tape, draft.mention.start
    if multiplies_else(draft):
        return True
    named = any(p.start < start for p in tape.places)
    named = named or (tape.verb_last and bool(tape.periods))  # "Bu yıl da ... 1,5 milyon dolar daha ayırdık"
    if spec.key == "agreement" and not named and not tape.cue(tape.start, start, "this."):
        return True  # another sum in a text on a contract
    if tape.cue(tape.start, tape.end, "elsewhere."):
        return True
    if spec.family == "trade" and tape.cue(draft.mention.end, tape.end, "giving."):
        return True
    sent = any(p.value.marker in ("to", "in", "from", "with", "object") for p in tape.places)
    if spec.key in ("investment", "financing") and not (tape.verb_last or sent or tape.refers):
        given = spec.key == "financing" and tape.cue(tape.start, start, "transfer.")  # "Norway granted Tanzania"
        if tape.places and tape.cue(tape.start, start, "ranking."):
            return False  # "The United States came second ($5.3 billion)"
        return not given and not tape.cue(tape.start, start, "this.")  # "Forbes put Gates's fortune at 90 billion"
    if spec.family == "tourist" and draft.mention.kind == "ratio" and not tape.places:
        return True
    if spec.key == "settlement" and tape.products:
        return True  # "a third of the deliveries is oil" is no share of settlements
    bare = draft.mention.kind == "number" and spec.key.endswith("_number")
    listed = not tape.text(tape.start, tape.start + 1).isalnum()
    return bare and not listed and not any(tape.cue(tape.start, tape.end, name) for name in ("this.", "number."))


def is_number_of(draft: Draft, indicator: Mention) -> bool:
    """Whether the noun is counted by words: "the number of Turkish companies", "şirket sayısı"."""
    tape, start = draft.tape, draft.mention.start
    beside = tape.cue(draft.left, start, "number.")
    if not tape.verb_last and beside and tape.words(beside[-1].end, start) == 0:
        return True  # "Italian companies active on the market number around 160"
    return bool(
        tape.cue(
            max(tape.start, indicator.start - (_NUMBER_REACH if tape.verb_last else _WIDE_REACH)),
            indicator.end + _NUMBER_REACH // 2,
            "number.",
        )
    )


def counts_more(draft: Draft, word: Mention) -> bool:
    """Whether a percentage says how many more came: "туристов прибыло на 7 % больше", "на 17,6 % меньше туристов"."""
    tape, mention = draft.tape, draft.mention
    if tape.cue(mention.end, word.start, "than.") and tape.words(mention.end, word.start) == 1:
        return True
    than = tape.cue(mention.end, draft.right, "than.") if mention.kind == "percent" else []
    came = word.value == "tourist" and word.end <= mention.start
    return came and bool(than) and tape.words(mention.end, than[0].start) == 0


def is_sum_of(draft: Draft, topic: Topic) -> bool:
    """Whether "in all" gives the whole that the parts before belong to: both are trade, or both are capital."""
    tape, part, whole = draft.tape, topic.spec, topic.whole
    alike = whole is not None and whole.spec is not None and part is not None and whole.spec.family == part.family
    return alike and bool(tape.cue(tape.start, draft.mention.start, "sum."))


def is_aim(draft: Draft) -> bool:
    """Whether a goal of the sides is told behind details: "Ханой предлагает выйти на 500 млн" is about the turnover."""
    tape = draft.tape
    aims = tape.cue(tape.start, draft.mention.end, "status.target")
    bodies = all(p.value.form in ("capital", "leader") for p in tape.places)
    return bool(aims) and bodies and not tape.indicators and not tape.verb_last


def points_back(tape: Tape) -> bool:
    """Whether a sentence says that it goes on: a pointing word, a change, a goal, or a new country, time or product."""
    asked = tape.previous is not None and tape.previous.text(tape.previous.start, tape.previous.end).endswith("?")
    words = asked or any(
        tape.cue(tape.start, tape.end, name) for name in ("this", "change", "status", "against", "reverse")
    )
    return words or bool(tape.places or tape.periods or tape.products)


def is_invested(draft: Draft, word: Mention) -> bool:
    """Whether a word for investments goes right on behind a sum and a comma: "$13 billion, invested in"."""
    return word.value == "investment" and draft.tape.text(draft.mention.end, word.start).strip(" .") == ","


def may_count(draft: Draft, word: Mention) -> bool:
    """Whether a word stands in the clause of a count of people, so that it may say what they are."""
    low, high = sorted((draft.mention, word), key=lambda m: m.start)
    tape = draft.tape
    near = tape.words(low.end, high.start) <= _FAR or (low is word and word.value == "tourist_number")
    return tape.verb_last or (near and not tape.has_break(low.end, high.start))
