"""Which indicator a quantity belongs to, and which measure of it the quantity is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.carried import (
    counts_again,
    counts_else,
    counts_more,
    is_aim,
    is_invested,
    is_number_of,
    is_other_matter,
    is_sum_of,
    may_count,
    points_back,
)
from extractors.observations.closing import closing_noun
from extractors.observations.conversions import right_edge
from extractors.observations.draft import Draft, Topic
from extractors.observations.earned import source_of, worth_of
from extractors.observations.governed import governing, has_own_figure, outside_bracket, over_aside, taxed
from extractors.observations.heads import (
    HEADS,
    balance_behind,
    gap_word,
    head_of,
    is_aside,
    is_part_signed,
    is_worth_of_things,
    tells_budget,
    twin_of,
)
from extractors.observations.marks import noun_of, quantity_marker
from extractors.observations.picks import picked
from extractors.observations.relabel import relabel
from extractors.observations.shares import whole_behind
from extractors.observations.split_verbs import split_verb
from extractors.observations.transfers import is_given
from extractors.observations.visitors import are_more, are_travellers, counts_nation, of_nation
from extractors.observations.windows import behind_particle
from extractors.records import Mention, Quantity
from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from extractors.observations.tape import Tape

# how many words may stand between a quantity and an indicator right behind it ("$4 billion worth of goods exports")
_NEAR = 3
_NEAR_ADJECTIVE = 5
# how many words an indicator may stand behind the first quantity of a sentence at all
_FAR = 8
# letters between a count and what it counts
_COUNT_REACH = 20
# whose parts exports and imports are
_WHOLES = ("turnover", "volume", "dealings")


def link(tape: Tape, carried: Topic | None) -> list[Draft]:
    """Return a draft for each quantity of the sentence, its indicator chosen or refused.

    Args:
        tape: The sentence.
        carried: What the sentence before spoke of, which may go on.
    """
    drafts: list[Draft] = []
    quantities = tape.quantities
    for index, mention in enumerate(quantities):
        left = quantities[index - 1].end if index else tape.start
        right = right_edge(tape, index)
        value = mention.value
        assert isinstance(value, Quantity)
        draft = Draft(tape, mention, value, left, right, before=drafts[-1] if drafts else None)
        draft.unit = value.unit or ""
        draft.marker = quantity_marker(tape.reading, mention)
        _choose(draft, carried)
        drafts.append(draft)
    return drafts


def _choose(draft: Draft, carried: Topic | None) -> None:
    if draft.mention.kind == "count" and _by_noun(draft, carried):
        return
    steps = (_bracket, _given, _right_near, _closing, _left, _right_verb, _chain)
    linked = _earned(draft, carried) or any(step(draft) for step in steps)
    points_back = carried is not None and draft.tape.cue(draft.tape.start, draft.mention.start, "this.")
    linked = linked or bool(points_back and carried is not None and _carry(draft, carried)) or _right_far(draft)
    if not linked and not (carried is not None and _carry(draft, carried)):
        draft.refuse("no_indicator", "no indicator in reach")
        return
    relabel(draft, carried)


def _earned(draft: Draft, carried: Topic | None) -> bool:
    """An amount that goods sent abroad brought in is their exports, although the word beside it is "income"."""
    if (found := worth_of(draft, carried)) is not None:
        word, worth = found
        draft.chained = draft.before is not None
        draft.carried = None if draft.before is not None else carried
        return _set(draft, word, worth, "worth")
    if of_nation(draft, carried):
        return _set(draft, None, "tourist_number", "nation")
    if (key := "tourist" if are_travellers(draft) else split_verb(draft)) is not None:
        return _set(draft, None, key, "wordless")
    if (found_word := source_of(draft) or balance_behind(draft) or picked(draft) or over_aside(draft)) is not None:
        return _set(draft, found_word, str(found_word.value), "earned")
    return False


def _set(draft: Draft, indicator: Mention | None, key: str, rule: str) -> bool:
    if draft.mention.kind not in specs()[key].units and f"{key}_number" in specs():
        key = f"{key}_number"
    draft.spec = specs()[key]
    draft.indicator = indicator
    draft.note("indicator", f"link.any.{rule}", indicator)
    return True


def _fits(draft: Draft, indicator: Mention) -> bool:
    key, kind = str(indicator.value), draft.mention.kind
    if kind in specs()[key].units:
        return True
    if f"{key}_number" not in specs() or kind not in specs()[f"{key}_number"].units:
        return False
    return counts_more(draft, indicator) or is_number_of(draft, indicator) or are_more(draft, indicator)


def _by_noun(draft: Draft, carried: Topic | None) -> bool:
    """A count is what its own noun says: companies, projects, tourists."""
    noun = noun_of(draft.mention)
    if noun in ("company", "project", "tourist"):
        return _set(draft, None, noun, "counted_noun")
    if noun == "person":
        if draft.tape.cue(draft.mention.start, draft.mention.end, "staff."):
            draft.refuse("people", "people who come to work, to fight or to meet")
            return True
        tourists = [m for m in draft.tape.indicators if str(m.value).startswith("tourist") and may_count(draft, m)]
        go_on = (
            draft.tape.places or draft.tape.periods or draft.tape.cue(draft.tape.start, draft.mention.start, "this.")
        )
        before = draft.before or (carried if go_on else None)
        if tourists:
            return _set(draft, tourists[0], "tourist", "counted_people")
        others = [m for m in _window(draft, draft.left, draft.mention.start) if m.value == "other.people"]
        counted = others and draft.tape.words(others[-1].end, draft.mention.start) <= _NEAR
        if (
            not counted
            and before is not None
            and before.spec is not None
            and before.spec.indicator == "tourist_arrivals"
        ):
            draft.chained = before is draft.before
            return _set(draft, before.indicator, "tourist", "counted_people")
        draft.refuse("people", "a number of people")
        return True
    if noun == "piece":
        return False
    draft.refuse("noun", f"a count of something else ({noun})")
    return True


def _window(draft: Draft, start: int, end: int) -> list[Mention]:
    return [m for m in draft.tape.indicators if start <= m.start and m.end <= end and _fits(draft, m)]


def _bracket(draft: Draft) -> bool:
    """A quantity in a bracket right behind another one goes with it: a conversion, a growth rate, a share."""
    before, tape = draft.before, draft.tape
    if before is None:
        return False
    gap = tape.text(before.mention.end, draft.mention.start)
    if before.spec is None and before.refused is not None and gap.strip(" .") in ("(", "(+", "(-"):
        draft.refuse("no_indicator", "a figure beside one without an indicator")
        return True
    if before.spec is None:
        return False
    if "(" not in gap or ")" in gap or _window(draft, before.mention.end, draft.mention.start):
        return False
    if any(before.mention.end <= p.start < draft.mention.start for p in tape.places):
        return False
    draft.chained = True
    return _set(draft, before.indicator, before.spec.key, "bracket")


def _right_near(draft: Draft) -> bool:
    """An indicator right behind the quantity: "4 milyar dolarlık ihracat", "$5bn in exports", "a 5% rise in ..."."""
    found = _window(draft, draft.mention.end, draft.right)
    if not found:
        return False
    tape, indicator = draft.tape, found[0]
    start = draft.mention.end
    if tape.has_comma(behind_particle(draft), indicator.start):
        return False
    wide = (
        draft.marker == "adj"
        or whole_behind(draft, indicator)
        or tape.cue(start, indicator.start, "change")
        or tape.cue(start, indicator.start, "share")
    )
    limit = _NEAR_ADJECTIVE if wide else _NEAR
    if (
        not tape.verb_last
        and draft.before is not None
        and any(start <= p.start < indicator.start for p in tape.periods)
    ):
        return False  # "from 3.4 bn in 2024 following increased imports": another clause
    while start < indicator.start and not tape.reading.folded[start].isspace():
        start += 1  # the ending of the quantity is no word between
    goods = sum(tape.words(p.start, p.end) for p in tape.products if start <= p.start and p.end <= indicator.start)
    gap = tape.words(start, indicator.start) - goods
    if gap > limit:
        return False
    left = _window(draft, draft.left, draft.mention.start)
    if has_own_figure(draft, indicator) and (left or draft.before is not None):
        return False
    if (topic := taxed(draft, left)) is not None:
        return _set(draft, topic, str(topic.value), "right_governed")
    if _is_nearer(draft, indicator, left, gap):
        return False
    if indicator.value in HEADS and tells_budget(draft):
        return _set(draft, indicator, "other.budget", "right_budget")
    return _set(draft, indicator, str(indicator.value), "right_near")


def _is_nearer(draft: Draft, indicator: Mention, left: list[Mention], gap: int) -> bool:
    """Whether an indicator before the quantity is closer to it than one that stands `gap` words behind."""
    tape = draft.tape
    if any(c.start < draft.mention.end < c.end for c in tape.cues if c.value == "share.share"):
        return False  # "92 percent of its total exports"
    if gap == 0 and tape.verb_last and indicator.value == "financing":
        return False  # "projelere 10 milyar dolar kredi": the noun right behind a bare sum says what it is
    owners = sum(tape.words(p.start, p.end) for p in tape.places if draft.mention.end <= p.start < indicator.start)
    if gap <= owners + 1 and tape.verb_last and draft.marker == "object" and left and left[-1].value in _WHOLES:
        return False  # "hacmin 655 milyon dolarını ihracat oluşturdu"
    if left and indicator.value == "intake" and tape.words(left[-1].end, draft.mention.start) == 0:
        return True  # "ithal ettiği 45 milyar metreküplük gazın yarısını Rusya'dan aldı"
    if not left or draft.marker == "adj" or tape.has_comma(left[-1].end, draft.mention.start):
        return False
    distance = tape.words(left[-1].end, draft.mention.start)
    return distance <= gap + (3 if tape.cue(left[-1].end, draft.mention.start, "") else 0)


def _left(draft: Draft) -> bool:
    """The nearest indicator before the quantity, back to the quantity before."""
    counted = draft.before is not None and draft.before.mention.kind == "count" and draft.mention.kind == "money"
    start = draft.before.mention.start if counted and draft.before is not None else draft.left
    if draft.before is not None and draft.before.spec is None and is_worth_of_things(draft, draft.before):
        start = draft.before.left
    found = _window(draft, start, draft.mention.start)
    if not found:
        return False
    found = outside_bracket(draft, found)
    if (topic := governing(draft, found)) is not None:
        return _set(draft, topic, str(topic.value), "left_governed")
    indicator = found[-1]
    if is_part_signed(draft, indicator):
        return False
    if str(indicator.value).startswith("other."):
        ours = [m for m in found if not str(m.value).startswith("other.")]
        others = [m for m in found if ours and m.start > ours[-1].start]
        if len(others) == 1 and is_aside(draft, indicator, ours[-1]):
            return _set(draft, ours[-1], str(ours[-1].value), "left_over_aside")
    if indicator.value in HEADS and any(
        m.value == "other.budget" and not draft.tape.has_break(m.end, indicator.start) for m in found
    ):
        return _set(draft, indicator, "other.budget", "left_budget")
    head = head_of(draft, found) or twin_of(draft, found)
    if head is not None:
        return _set(draft, head, str(head.value), "left_head")
    return _set(draft, indicator, str(indicator.value), "left")


def _closing(draft: Draft) -> bool:
    """The noun behind the next amount is this one's, too."""
    noun = closing_noun(draft)
    return noun is not None and noun.value in specs() and _set(draft, noun, str(noun.value), "closing")


def _given(draft: Draft) -> bool:
    """A sum that one country gives is aid or a loan, also where no noun says so."""
    behind = _window(draft, draft.mention.end, draft.right)
    ours = bool(behind) and not str(behind[0].value).startswith("other.")
    if not is_given(draft) or (ours and draft.tape.words(draft.mention.end, behind[0].start) <= _NEAR):
        return False
    return _set(draft, None, "financing", "given")


def _right_verb(draft: Draft) -> bool:
    """Where the verb comes last, the verb of the clause says what the quantity is: "1 milyar dolarlık ... sattı"."""
    tape = draft.tape
    if not tape.verb_last or draft.before is None:
        return False
    found = _window(draft, draft.mention.end, tape.end)
    if not found or str(found[0].value).startswith("other.") or tape.has_comma(draft.mention.end, found[0].start):
        return False
    return _set(draft, found[0], str(found[0].value), "right_verb")


def _chain(draft: Draft) -> bool:
    """The quantity goes on with the indicator of the quantity before."""
    before = draft.before
    if before is None or before.spec is None:
        return False
    if (gap := gap_word(draft, before)) is not None:
        return _set(draft, gap, str(gap.value).removeprefix("gap."), "gap")
    fits = draft.mention.kind in before.spec.units or _is_growth_of_count(draft, before)
    if not fits and not _is_same_count(draft, before):
        return False
    if draft.mention.kind == "number" and before.spec.key.endswith("_number") and not _is_next_number(draft, before):
        return False
    if draft.mention.kind == "number" and counts_else(draft):
        return False
    draft.chained = True
    return _set(draft, before.indicator, before.spec.key, "chain")


def _is_growth_of_count(draft: Draft, before: Draft) -> bool:
    """Whether a percentage with a word of change follows a count: "17.3 million tourists, 14.6 percent more"."""
    assert before.spec is not None
    key = before.spec.key
    number = specs().get(key if key.endswith("_number") else f"{key}_number")
    counted = before.mention.kind in ("count", "number")
    if number is None or not counted or draft.mention.kind not in ("percent", "ratio"):
        return False
    if draft.mention.kind == "ratio" and not _window(draft, before.mention.end, draft.mention.start):
        return True
    far = draft.tape.has_comma(draft.mention.end, draft.right)
    end = draft.mention.end + _COUNT_REACH if far else draft.right
    return bool(draft.tape.cue(before.mention.end, end, "change.") or draft.tape.cue(before.mention.end, end, "than."))


def _is_next_number(draft: Draft, before: Draft) -> bool:
    """Whether a bare number goes on with a number of firms or projects: right behind it, or "this figure"."""
    tape, start = draft.tape, before.mention.end
    close = tape.words(start, draft.mention.start) <= _NEAR and before.spec is not None
    if not tape.verb_last and tape.words(start, draft.mention.start) <= _FAR:
        # "1.4 million from Russia, followed by Turkey with 1.1 million and Armenia with 900,000"
        close = close or any(start <= p.start and tape.words(p.end, draft.mention.start) <= 1 for p in tape.places)
    return close or bool(tape.cue(draft.left, draft.mention.start, "this."))


def _is_same_count(draft: Draft, before: Draft) -> bool:
    """Whether a bare number goes on with the count before it: "today this figure exceeds 1,500"."""
    if draft.mention.kind != "number" or before.mention.kind != "count":
        return False
    return bool(draft.tape.cue(draft.left, draft.mention.start, "this."))


def _right_far(draft: Draft) -> bool:
    """An indicator further behind the first quantity of a sentence."""
    found = _window(draft, draft.mention.end, draft.right) or _window(draft, draft.mention.end, draft.tape.end)
    if draft.mention.kind == "number" and not counts_nation(draft, found):
        return False
    only = len({m.value for m in draft.tape.indicators}) == 1
    apart = bool(found) and not draft.tape.verb_last and draft.tape.has_comma(draft.mention.end, found[0].start)
    apart = apart and not is_invested(draft, found[0])
    if apart and (specs()[str(found[0].value)].weak or draft.mention.kind in ("m3", "ratio")):
        return False
    # "90 percent of all payments in ... fall to our national currencies" has nothing else that it could be
    settled = bool(found) and found[0].value == "settlement"
    far = bool(found) and draft.tape.words(draft.mention.end, found[0].start) > _FAR
    if far and not settled and not draft.tape.verb_last:
        return False
    if not found or (draft.tape.has_break(draft.mention.end, found[0].start) and not (only and draft.tape.verb_last)):
        return False
    return _set(draft, found[0], str(found[0].value), "right_far")


def _carry(draft: Draft, carried: Topic) -> bool:
    """The indicator of the sentence before goes on, if this sentence points back or names a new partner."""
    tape = draft.tape
    if carried.whole is not None and carried.spec is not None and draft.mention.kind not in carried.spec.units:
        goal = tape.cue(tape.start, draft.mention.start, "status.target") if tape.verb_last else []
        carried = carried.whole if goal else carried  # "1.700 şirket çalışıyor. Hedef 15 milyar dolar."
    if carried.spec is None or (draft.mention.kind not in carried.spec.units and not counts_again(draft, carried)):
        return False
    if draft.tape.cue(draft.mention.end, draft.tape.end, "respectively.") and not draft.tape.indicators:
        return False  # "the figures a year ago were 5 and 3 billion, respectively"
    people = carried.spec.indicator == "tourist_arrivals"
    if any(str(m.value).startswith("other.") and not (people and m.value == "other.people") for m in tape.indicators):
        return False
    if is_other_matter(draft, carried.spec) or not points_back(tape):
        return False
    topic = carried
    if carried.main is not None and (tape.cue(tape.start, draft.mention.start, "this.") or not tape.places):
        topic = carried.main
    elif carried.whole is not None and (is_sum_of(draft, carried) or is_aim(draft)):
        topic = carried.whole
    elif carried.whole is not None and carried.parts is not None and not tape.places:
        # more than either direction that the sentence before gave: "last year saw a record of 240 billion"
        pointed = bool(tape.cue(tape.start, draft.mention.start, "this."))
        more = tape.verb_last or draft.quantity.value > carried.parts  # both ways were told, and this names neither
        topic = carried.whole if not pointed and more else carried
    if topic.spec is None or (draft.mention.kind not in topic.spec.units and not counts_again(draft, topic)):
        return False
    draft.carried = topic
    return _set(draft, topic.indicator, topic.spec.key, "carried")
