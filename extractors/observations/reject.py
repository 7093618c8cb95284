"""Figures that have an indicator and are still left out, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.exporters import are_exporters
from extractors.observations.gains import is_effect, is_index, is_unreal
from extractors.observations.inflows import is_listed
from extractors.observations.parts import RULE as PART
from extractors.observations.shares import is_of_the_pair
from extractors.observations.things import is_each, is_shipload, of_thing

if TYPE_CHECKING:
    from extractors.observations.draft import Draft

# an amount of trade under this is a price or a fee
_LEAST_MONEY = 100_000
_PLACE_REACH = 40
# words between an amount and "difference" ("5 milyar dolarlık bir fark")
_BESIDE = 1
_LEAST_VISITORS = 1000
_LEAST_TONNES = 10
_FEW = 10
_PARTICIPLE = 1
_MONTH = len("2025-08")
_CAPITAL = ("investment", "investment_flow", "financing")
_GOODS = ("tonne", "m3", "barrel", "count")
_GAPS = ("deficit", "surplus")
_COUNTED = ("company_count", "project_count", "tourist_arrivals")


def screen(draft: Draft) -> None:
    """Refuse a linked quantity that the guide leaves out."""
    spec = draft.spec
    assert spec is not None
    if spec.reason is not None:
        draft.refuse(spec.key, spec.reason)
        return
    found = of_thing(draft) or _by_size(draft) or _by_words(draft) or _by_place(draft)
    if found is not None:
        draft.refuse(*found)
    elif draft.mention.kind == "money" and _is_difference(draft):
        draft.refuse("difference", "how far two figures are apart")
    elif spec.key == "settlement" and draft.tape.cue(draft.left, draft.mention.start, "hard."):
        draft.refuse("foreign_currency", "the share of a currency of neither")
    elif _is_regional(draft) or _is_resort(draft) or _is_local(draft) or _goes_on_regional(draft):
        draft.refuse("sub_national", "trade of one region, city or body")


def _by_size(draft: Draft) -> tuple[str, str] | None:
    """Return (rule, reason) where a figure has no unit or is too small for what it would be."""
    spec, kind, value = draft.spec, draft.mention.kind, abs(draft.quantity.value)
    assert spec is not None
    if kind == "number" and spec.indicator not in _COUNTED:
        return "bare_number", "a number without a unit"
    if draft.mention.rule.endswith(".points"):
        return "percentage_points", "percentage points"
    if kind == "percent" and is_index(draft):
        return "index", "an index of growth, no growth rate"
    if kind == "money" and (is_effect(draft) or is_unreal(draft)):
        return "effect", "what something cost or would have brought, no figure of trade"
    if (kind == "money" and value < _LEAST_MONEY) or (kind in ("tonne", "m3", "barrel") and value < _LEAST_TONNES):
        return "small_amount", "a price, a fee or another small amount"
    if spec.indicator == "tourist_arrivals" and kind in ("count", "number") and value < _LEAST_VISITORS:
        return "small_group", "a group of visitors, not arrivals"
    return None


def _by_words(draft: Draft) -> tuple[str, str] | None:
    """Return (rule, reason) where a word of the sentence says that it is about something else."""
    spec, tape = draft.spec, draft.tape
    assert spec is not None
    if spec.key in ("financing", "project", "remittance") and tape.cue(tape.start, tape.end, "lender."):
        return "multilateral", "money of a multilateral bank"
    if spec.key in ("financing", "agreement") and _is_debt(draft):
        return "old_debt", "old debt, or money that is held back"
    if (
        spec.key == "agreement"
        and tape.cue(tape.start, tape.end, "firm.")
        and not tape.cue(tape.start, tape.end, "pair.")
    ):
        return "firm", "a deal of a firm"
    if draft.mention.kind == "ratio" and _is_comparison(draft):
        return "comparison", "how many times one thing is another, no growth"
    if (spec.weak or spec.key == "remittance") and tape.cue(tape.start, tape.end, "sport."):
        return "sport", "a contract or fee in sport"
    if spec.indicator == "tourist_arrivals" and tape.cue(tape.start, tape.end, "venue."):
        return "visitors_of_a_venue", "visitors of a museum or a festival"
    if spec.indicator == "tourist_arrivals" and tape.cue(tape.start, tape.end, "distress."):
        return "visitors_in_distress", "visitors who are stuck, hurt or unable to do something"
    if spec.indicator == "trade_balance" and _is_of_another_account(draft):
        return "other_account", "a deficit or surplus of payments, services or capital"
    if spec.key == "company" and not is_listed(draft) and not _is_bilateral_company(draft):
        return "companies_of_an_event", "companies without a country, or at a meeting"
    return None


def _by_place(draft: Draft) -> tuple[str, str] | None:
    """Return (rule, reason) where goods or people of a tender, a ship or another clause are counted."""
    spec, tape, kind = draft.spec, draft.tape, draft.mention.kind
    assert spec is not None
    if spec.key.startswith("company") and tape.verb_last and are_exporters(draft):
        return "exporters", "firms that export or import, no capital of one country in another"
    if kind in ("money", "tonne") and (_is_revision(draft) or _is_unrevised(draft)):
        return "revision", "an earlier figure that was put right, or by how much"
    if kind in _GOODS and spec.family == "trade" and tape.cue(tape.start, tape.end, "tender."):
        return "tender", "goods that are asked for or may be sold, no trade yet"
    if spec.key == "project" and kind == "count" and _are_few(draft):
        return "few_projects", "single projects in the news, no count of those of a pair"
    if spec.weak and kind == "money" and tape.cue(tape.start, tape.end, "debt.guarantee"):
        return "guarantee", "a guarantee for a loan, no money lent"
    if spec.key in ("project", "agreement") and kind == "money" and is_each(draft):
        return "one_project", "what one of several projects costs"
    if draft.mention.rule == "count.any.piece" and spec.family != "trade":
        return "noun", "a count of something else"
    if spec.key == "cargo" and is_shipload(draft):
        return "shipload", "what one ship carries"
    if spec.key.startswith("tourist") and kind == "number" and _is_apart(draft):
        return "bare_number", "a number in another clause"
    return None


def _is_of_another_account(draft: Draft) -> bool:
    """Whether "deficit" stands alone in a sentence that tells of another account and of no trade."""
    tape, word = draft.tape, draft.indicator
    if word is None or tape.words(word.start, word.end) > 1 or not tape.start <= word.start < tape.end:
        return False
    others = [i for i in tape.indicators if i is not word]
    accounts = [i for i in others if i.value == "other.budget" or i.value in _CAPITAL]
    trade = any(
        i.value not in _GAPS and i.value not in _CAPITAL and not str(i.value).startswith("other.") for i in others
    )
    named = any(i.value in _GAPS and tape.words(i.start, i.end) > 1 for i in others)
    return bool(accounts) and not trade and not named


def _are_few(draft: Draft) -> bool:
    tape = draft.tape
    return draft.quantity.value < _FEW and not tape.verb_last and not tape.cue(tape.start, tape.end, "joint.")


def _is_apart(draft: Draft) -> bool:
    word, before, start = draft.indicator, draft.before, draft.mention.start
    grown = before is not None and before.refused is None and before.mention.kind == "percent"
    if grown and before is not None and draft.marker == "to" and not draft.tape.has_break(before.mention.end, start):
        return False  # "whereas those from Ukraine declined by two percent to 141,734"
    return word is not None and word.end <= start and draft.tape.has_break(word.end, start)


def _is_debt(draft: Draft) -> bool:
    """Whether the sentence tells of debt that is put off, or of a loan that is not paid out."""
    tape = draft.tape
    held = tape.cue(draft.left, draft.mention.start, "debt.withheld")
    return bool(tape.cue(tape.start, tape.end, "debt.debt") or held)


def _is_difference(draft: Draft) -> bool:
    """Whether the amount is how far two records are apart: "a difference of $5 bn", "5 milyar dolarlık fark"."""
    tape, mention = draft.tape, draft.mention
    if tape.verb_last:
        cues = tape.cue(mention.end, draft.right, "difference.") if draft.marker == "adj" else []
        return any(tape.words(mention.end, c.start) <= _BESIDE + 1 for c in cues)
    if draft.marker == "by" and _exceeds(draft):
        return True
    if tape.cue(draft.left, mention.start, "difference.between"):
        return True  # "разница между объемами импорта и экспорта составляет $3,1 млрд": the gap, and not whose
    cues = tape.cue(draft.left, mention.start, "difference.")
    if any(str(c.value).endswith(".gap") and len(_flows(draft, c.end)) > 1 for c in cues):
        return True
    return any(tape.words(c.end, mention.start) <= 1 for c in cues)


def _flows(draft: Draft, start: int) -> set[str]:
    """Return the directions of trade that are named between an offset and the figure."""
    keys = {str(i.value) for i in draft.tape.indicators if start <= i.start < draft.mention.start}
    return keys & {"exports", "imports"}


def _exceeds(draft: Draft) -> bool:
    """Whether one direction of trade exceeds the other by the amount: "импорт превысил экспорт на 596 млн"."""
    tape, start = draft.tape, draft.mention.start
    flows = [i for i in tape.indicators if draft.left <= i.start < start and i.value in ("exports", "imports")]
    if len({i.value for i in flows}) < 2:
        return False
    return bool(tape.cue(flows[-2].end, flows[-1].start, "level."))


def _is_revision(draft: Draft) -> bool:
    """Whether an amount is by how much an earlier figure was put right: "900 milyon dolar artırılarak düzeltildi"."""
    tape, end = draft.tape, draft.mention.end
    changes = tape.cue(end, draft.right, "change.")
    return bool(changes) and tape.words(end, changes[0].start) <= 1 and bool(tape.cue(end, tape.end, "revised."))


def _is_unrevised(draft: Draft) -> bool:
    """Whether a bracket gives what a figure was before it was put right: "889.2 mln (revised from 889.5 mln)"."""
    before, start = draft.before, draft.mention.start
    if before is None or not draft.rules.get("indicator", ("",))[0].endswith(".bracket"):
        return False
    cues = draft.tape.cue(before.mention.end, start, "revised.")
    return bool(cues) and draft.tape.words(cues[-1].end, start) <= 1


def _is_comparison(draft: Draft) -> bool:
    """Whether a ratio sets one thing against another: "five times that of China", but not "that of 2023"."""
    tape, end = draft.tape, draft.mention.end
    word = draft.indicator
    if word is not None and not tape.verb_last and word.end <= draft.mention.start:
        others = [i for i in tape.indicators if draft.left <= i.start < word.start and i.value != word.value]
        reached = tape.cue(others[-1].end, word.start, "level.") if others else []
        if reached and tape.words(reached[-1].end, word.start) == 0:
            return True  # "импорт превысил экспорт в 1,9 раза"
    cues = [c for c in tape.cue(end, draft.right, "comparison.") if tape.words(end, c.start) <= 1]
    return bool(cues) and not any(
        cues[0].end <= p.start and tape.words(cues[0].end, p.start) <= 2 for p in tape.periods
    )


def screen_share(draft: Draft) -> None:
    """Refuse a share of something within the pair's own trade, or without a country that has it (guide, rulings)."""
    if not draft.share:
        behind = draft.tape.cue(draft.mention.end, draft.right, "share.whole")
        if behind and draft.mention.kind == "percent" and draft.tape.words(draft.mention.end, behind[0].start) == 0:
            draft.refuse("share", "a share of something that the guide has no share of")
        return
    if "WLD" in (draft.reporter, draft.partner):
        draft.refuse("share_within_pair", "a share of the whole, and no partner has it")
        return
    word = draft.indicator
    mutual = word is not None and draft.spec is not None and not draft.spec.directed
    if mutual and word is not None and draft.tape.cue(max(draft.tape.start, word.start - 1), word.end, "pair."):
        draft.refuse("share_within_pair", "a share of mutual trade")
        return
    if is_of_the_pair(draft):
        draft.refuse("share_within_pair", "a share of what two countries trade")
        return
    indicator = draft.indicator
    near = [p for p in draft.places if indicator is not None and abs(p.start - indicator.start) < _PLACE_REACH]
    directed = any(
        p.value.marker in ("to", "with", "from")
        and indicator is not None
        and not draft.tape.has_comma(min(p.end, indicator.end), max(p.start, indicator.start))
        and not min(p.end, indicator.end) <= draft.mention.start < max(p.start, indicator.start)
        and not draft.tape.cue(min(p.end, indicator.end), max(p.start, indicator.start), "share.")
        for p in near
    )
    if indicator is not None and draft.tape.cue(indicator.start, indicator.end, "total.total"):
        # "AB'ye ihracat toplam ihracatın yüzde 42'si": the place stands with the part, not with the whole
        parts = [i for i in draft.tape.indicators if i.start < indicator.start]
        directed = directed and not (draft.tape.verb_last and parts and any(p.end <= parts[-1].start for p in near))
    directed = directed and draft.rules["measure"][0] != PART
    fraction = draft.mention.rule.endswith(".fraction")
    lonely = not draft.places and (draft.carried is not None or fraction)
    forward = indicator is not None and not draft.tape.verb_last
    pointed = forward and indicator and draft.tape.cue(draft.mention.end, indicator.start, "anaphor.there")
    lonely = lonely and not pointed  # "one third of all the country's exports"
    goods = [p for p in draft.tape.products if draft.left <= p.start < draft.mention.start]
    of_goods = bool(goods) and not any(goods[-1].end <= p.start for p in draft.places) and not draft.chained
    both = {draft.reporter, draft.partner} <= {p.value.code for p in draft.places}
    of_goods = of_goods and not (both and not draft.tape.verb_last and draft.measure == "level")
    # "industrial products make up 80 % in trade between Russia and Thailand"
    of_goods = of_goods or (bool(goods) and any(p.value.marker == "between" for p in draft.tape.places))
    before = draft.tape.previous
    of_goods = of_goods or (
        before is not None
        and bool(before.products)
        and not draft.places
        and not draft.tape.refers
        and not draft.chained
    )  # "third comes barley. One percent of the imports falls to it"
    world = draft.tape.cue(draft.left, draft.right, "world.")
    if directed or lonely or of_goods or world or _is_of_counted(draft):
        draft.refuse("share_within_pair", "a share within the trade of the pair")


def _is_of_counted(draft: Draft) -> bool:
    """Whether a share is that of some countries together: "70 % falls to seven or eight countries"."""
    tape = draft.tape
    numbers = [m for m in (*tape.others, *tape.quantities) if m.kind == "number"]
    return any(
        tape.words(number.end, there.start) <= 1
        for number in numbers
        for there in tape.cue(number.end, min(number.end + _PLACE_REACH, tape.end), "anaphor.there")
    )


def _is_bilateral_company(draft: Draft) -> bool:
    """Whether counted companies are of one country in another: a country stands with them, or they operate there."""
    tape, mention = draft.tape, draft.mention
    operate = operates(draft)
    if tape.cue(max(tape.start, mention.start - 8), mention.end, "rank."):
        return False
    if tape.cue(tape.start, tape.end, "event.") and not operate:
        return False
    inside = any(mention.start <= p.start < mention.end for p in tape.places)
    if draft.quantity.value < _FEW and draft.mention.kind == "count" and not operate:
        return False  # "three Russian companies" are in the news, not in the statistics
    there = bool(tape.places) or tape.refers
    return (
        inside
        or (operate and there)
        or any(max(mention.start - p.end, p.start - mention.end) < _PLACE_REACH for p in tape.places)
    )


def operates(draft: Draft) -> bool:
    """Whether the sentence says of the counted firms that they work: right before the count, or behind it.

    Where the verb comes last, "faaliyet gösteren 300 firma"; a verb further ahead is another clause's.
    """
    tape, mention = draft.tape, draft.mention
    cues = tape.cue(tape.start, tape.end, "operate.")
    if not tape.verb_last:
        return bool(cues)
    return any(c.start >= mention.start or tape.words(c.end, mention.start) <= _PARTICIPLE for c in cues)


def _is_local(draft: Draft) -> bool:
    """Whether a body of one region or trade ("Ege İhracatçı Birlikleri") stands before the indicator."""
    end = draft.indicator.start if draft.indicator is not None and not draft.chained else draft.mention.start
    found = draft.tape.cue(draft.tape.start, max(end, draft.tape.start), "local.")
    if draft.tape.bracket(draft.mention.start) >= 0 and not draft.tape.places:
        # "вошли Ферганская (4,6 тыс. тонн), Ташкентская (2,7 тыс. тонн) области"
        found = found or draft.tape.cue(draft.mention.start, draft.tape.end, "local.")
        return bool(found)
    return any(not draft.tape.has_comma(cue.end, end) or _goes_on_local(draft) for cue in found)


def _goes_on_local(draft: Draft) -> bool:
    """Whether a figure goes on with one of that body; what goes on with a figure of the pair is the pair's."""
    before = draft.before
    return draft.chained and before is not None and before.refused is not None


def _is_regional(draft: Draft) -> bool:
    """Whether the nearest place of the window is a region that trades for itself."""
    tape, mention = draft.tape, draft.mention
    places = [p for p in tape.places if draft.left <= p.start < mention.start]
    regions = [p for p in places if p.value.form == "region" and p.value.marker in ("of", "adj")]
    sent = [p for p in places if p.value.form == "region" and p.value.marker == "from"]
    if sent and any(p.value.form == "name" and p.start >= sent[-1].end and not p.value.marker for p in places):
        return False  # "Ege İhracatçı Birliklerinden derlenen verilere göre Türkiye ..."
    if sent and tape.verb_last and draft.spec is not None and draft.spec.indicator == "exports":
        return not any(p.value.form in ("name", "adjective") and p.value.marker in ("of", "from") for p in places)
    if not regions or draft.indicator is None:
        return False
    end = max(regions[-1].end, draft.indicator.start)
    owners = ("of", "adj", "between", "")
    return not any(
        regions[-1].end <= p.start < end and p.value.form in ("name", "adjective") and p.value.marker in owners
        for p in places
    )


def _is_resort(draft: Draft) -> bool:
    """Whether visitors come to a town or a region, and no country is named with it: "в Крыму ожидают туристов"."""
    assert draft.spec is not None
    if draft.spec.indicator != "tourist_arrivals":
        return False
    places = [p for p in draft.tape.places if draft.left <= p.start < draft.right]
    there = {p.value.form for p in places if p.value.marker in ("to", "in", "object", "of")}
    here = [p for p in places if p.start < draft.mention.start or p.value.marker in ("to", "in", "object", "of")]
    countries = [p for p in here if p.value.form == "name" and p.value.code != "WLD"]
    return bool(there) and there <= {"region", "capital"} and not countries


def _goes_on_regional(draft: Draft) -> bool:
    before = draft.before
    if before is None or before.refused is None or not before.refused[0].endswith("sub_national"):
        return False
    return draft.chained or draft.mention.start in draft.tape.nations


def screen_former(draft: Draft) -> None:
    """Refuse last month's estimate of a year's figure: "wheat imports at 7.0 mln tonnes, vs 7.2 mln last month"."""
    before = draft.before
    if not draft.old or before is None or before.period is None or draft.period is None:
        return
    if draft.chained and len(draft.period) == _MONTH and len(before.period) != _MONTH:
        draft.refuse("former_estimate", "an earlier estimate of the same figure")
