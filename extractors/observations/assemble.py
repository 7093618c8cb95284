"""From tapes to observations: the steps of one article in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, cast

from extractors.observations.attribution import attribute, forms, speakers_of
from extractors.observations.bases import note_base
from extractors.observations.chains import elide, respectively
from extractors.observations.currency import currency
from extractors.observations.dates import settle_coming, settle_past
from extractors.observations.draft import Draft, Topic
from extractors.observations.evidence import refuse_doubtful
from extractors.observations.former import mark_old
from extractors.observations.headlines import complete_titles, date_titles
from extractors.observations.inflows import count_listed
from extractors.observations.link import link
from extractors.observations.measures import measure
from extractors.observations.merge import merge
from extractors.observations.naming import known
from extractors.observations.nations import count_nations
from extractors.observations.own_money import settle_money
from extractors.observations.pairs import check_pairs
from extractors.observations.parties import parties
from extractors.observations.periods import Frame, period
from extractors.observations.products import WEIGHTS, product, product_of_text
from extractors.observations.reject import screen, screen_former, screen_share
from extractors.observations.sharing import is_at, is_year_before, latest, share_behind, share_closing, span_of
from extractors.observations.signs import balance_sign
from extractors.observations.status import status
from extractors.observations.tape import Tape
from extractors.observations.things import screen_part
from extractors.observations.trends import announced
from extractors.observations.word_order import ordered
from extractors.reference.indicators import specs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from extractors.mentions.calendar import Period
    from extractors.observations.context import Context
    from extractors.records import Mention

_HEADING = 80
# figures that interrupt nothing: people and other counted things
_ASIDE = ("people", "noun", "bare_number")
_MONTH = len("2025-08")
# letters between "record" and the time since when it is one
_RECORD_REACH = 25


@dataclass(slots=True)
class _Frame:
    """What the text is speaking of as it goes on: last figure, its period, the period of a heading."""

    carried: Topic | None = None
    last: Draft | None = None
    time: Frame = field(default_factory=Frame)
    heading: str | None = None
    wide: str | None = None
    title: Tape | None = None
    goods: dict[str, str] = field(default_factory=dict)

    def enter(self, tape: Tape) -> None:
        """A heading or a list's introduction gives its period to what follows; plain prose ends a heading."""
        periods = [p for p in tape.periods if not p.value.base and p.value.grain not in ("day", "week") and p.value.iso]
        periods = [p for p in periods if not _is_of_record(tape, p)]
        words = tape.text(tape.start, tape.end).rstrip()
        heading = words.endswith(":") or (tape.sentence.break_before and len(words) < _HEADING)
        if not tape.quantities and ((heading and words.endswith(":")) or words.endswith("?")):
            self._topic(tape)
        if not tape.quantities and not heading:
            self._time(tape)
        if not tape.quantities and _is_other_topic(tape):
            self.carried = None
        if not tape.quantities and periods and heading:
            self.heading = self.time.period = periods[-1].value.iso
        elif self.heading and tape.sentence.break_before and words[:1].isalpha():
            self.heading = None
        if tape.sentence.break_before and self.wide is not None:
            self.time.period = self.wide

    def _time(self, tape: Tape, drafts: Sequence[Draft] = ()) -> None:
        """A sentence without a figure of ours can still say what time the next ones are about; no old value's time."""
        periods = [p for p in tape.periods if not p.value.base and p.value.grain not in ("day", "week") and p.value.iso]
        periods = [p for p in periods if not _is_of_record(tape, p) and not any(is_at(p, d) for d in drafts)]
        ours = [m for m in tape.indicators if known(str(m.value))]
        if periods and ours and not self._is_wider(tape, latest(periods)):
            spec, spoken = specs()[str(ours[-1].value)], latest(periods)
            self.time = Frame(spoken.value.iso, spec.family, spec.key)
            if spoken.value.grain != "month":
                self.wide = spoken.value.iso

    def _is_wider(self, tape: Tape, period: Mention[Period]) -> bool:
        """Whether a time is only the year of the month spoken of, or what that is compared with, or one to come."""
        spoken, iso = self.time.period, period.value.iso
        if is_year_before(iso, spoken):
            return True
        inside = spoken is not None and iso is not None and len(iso) < len(spoken) and spoken.startswith(iso)
        return not tape.verb_last and inside and bool(tape.cue(tape.start, tape.end, "status."))

    def _topic(self, tape: Tape) -> None:
        ours = [m for m in tape.indicators if known(str(m.value))]
        if ours:
            self.carried = Topic(specs()[str(ours[-1].value)], ours[-1], trend=announced(tape))

    def leave(self, drafts: list[Draft]) -> None:
        """Choose the figure that the next sentence may go on with: the first of a sentence that then gives details."""
        linked = [d for d in drafts if d.refused is None]
        if drafts and not linked:
            self._time(drafts[0].tape, drafts)
        if not linked:
            aside = all(d.refused is not None and d.refused[0].endswith(_ASIDE) for d in drafts)
            self.carried = self.carried if aside else None
            return
        first, last = _topic(linked[0]), _topic(linked[-1])
        details = ":" in linked[-1].tape.text(linked[0].mention.end, linked[-1].mention.start)
        is_main = first.spec is not None and not first.spec.directed
        whole = self.carried.whole if self.carried is not None else None
        self.carried = first if details and is_main else last
        self.carried.main = first if is_main and self.carried is not first else None
        self.carried.whole = first if is_main else whole
        self.carried.parts = _both_ways(linked)
        self.time.span = span_of(linked)

    def go_on(self, draft: Draft) -> None:
        """Remember a finished figure."""
        self.last = draft
        if draft.product is not None and draft.unit in WEIGHTS:
            self.goods[draft.unit] = draft.product
        assert draft.spec is not None
        if draft.detour or (draft.chained and draft.before is not None and draft.before.detour):
            return
        if (
            draft.frame_period is not None
            and draft.status == "actual"
            and not (is_year_before(draft.frame_period, self.time.period) and not draft.tape.verb_last)
            and (draft.spec.kind == "flow" or "own" in draft.rules.get("period", ("",))[0])
        ):
            self.time = Frame(draft.frame_period, draft.spec.family, draft.spec.key, draft.teller or self.time.teller)
            if len(draft.frame_period) != _MONTH:
                self.wide = draft.frame_period
            elif self.wide is not None and self.wide[:4] != draft.frame_period[:4]:
                self.wide = None


def _is_other_topic(tape: Tape) -> bool:
    """Whether a sentence without a figure tells of another matter only: what follows goes on with that."""
    told = any(i.kind in ("speech", "office", "speaker") for i in tape.items)
    return not told and bool(tape.indicators) and not any(known(str(m.value)) for m in tape.indicators)


def _is_of_record(tape: Tape, period: Mention) -> bool:
    """Whether a span only says since when something is a record: "рекорда с лета 2023 года"."""
    value = cast("Mention[Period]", period).value
    cues = tape.cue(max(tape.start, period.start - _RECORD_REACH), period.start, "record.")
    return bool(cues) and value.grain in ("span", "decade")


def _both_ways(drafts: list[Draft]) -> Decimal | None:
    """Return the largest amount of a sentence that gives both directions of one trade, else nothing."""
    flows = [
        d for d in drafts if d.spec is not None and d.spec.indicator in ("exports", "imports") and d.product is None
    ]
    ways = {(d.reporter, d.partner) if d.spec is not None and d.spec.indicator == "exports" else (d.partner, d.reporter)
            for d in flows}  # fmt: skip
    amounts = [abs(d.value) for d in flows if d.measure == "level" and d.value is not None]
    return max(amounts) if len(ways) > 1 and amounts else None


def _topic(draft: Draft) -> Topic:
    gained = draft.measure == "change_abs" and draft.marker == "with"
    gain = (1 if (draft.value or 0) > 0 else -1) if gained else 0
    return Topic(draft.spec, draft.indicator, draft.product, draft.unit, draft.share, gain=gain)


def _finish(draft: Draft, context: Context, frame: _Frame) -> None:
    """Take one draft through the steps; each may refuse it."""
    if draft.refused is None:
        screen(draft)
    if draft.refused is None:
        measure(draft)
    if draft.refused is None:
        status(draft)
        product(draft, frame.last)
        parties(draft, context, frame.last)
    if draft.refused is None:
        product_of_text(draft, frame.last, frame.title, frame.goods)
    if draft.refused is None:
        screen_share(draft)
    if draft.refused is None:
        period(draft, context, frame.time, frame.heading)
        settle_past(draft)
        settle_coming(draft)
        screen_former(draft)
    if draft.refused is None:
        screen_part(draft)
    if draft.refused is None:
        balance_sign(draft)
        currency(draft)
        frame.go_on(draft)


def assemble(tapes: list[Tape], context: Context) -> tuple[list[Draft], list[Draft]]:
    """Return the drafts that became observations and the refused ones, in order of the text."""
    made: list[Draft] = []
    refused: list[Draft] = []
    frame = _Frame(title=next((tape for tape in tapes if tape.reading.name == "title"), None))
    speakers = speakers_of(tapes)
    tellers = forms(speakers)
    count_listed(tapes)
    elide(tapes)
    count_nations(tapes)
    for tape in tapes:
        ordered(tape)
    for tape in tapes:
        frame.enter(tape)
        drafts = link(tape, frame.carried)
        mark_old(drafts)
        respectively(tape, drafts)
        told = tellers.get(id(tape))
        for draft in drafts:
            draft.published = context.published
            if told is not None:
                draft.tells, draft.teller = told
        for draft in drafts:
            _finish(draft, context, frame)
            (made if draft.refused is None else refused).append(draft)
        share_behind(drafts)
        share_closing(drafts)
        for draft, following in zip_longest(drafts, drafts[1:]):
            if draft.refused is None:
                note_base(draft, following)
        frame.leave(drafts)
    check_pairs(made, tapes)
    refuse_doubtful(made, refused, tapes)
    settle_money(made, refused)
    refused += [draft for draft in made if draft.refused is not None]
    made = [draft for draft in made if draft.refused is None]
    attribute(speakers, made)
    complete_titles(made)
    date_titles(made)
    kept = merge(made)
    stays = {id(draft) for draft in kept}
    for draft in made:
        if id(draft) not in stays:
            draft.refuse("repeated", "the same figure once more")
            refused.append(draft)
    return kept, refused
