"""Figures of one country alone: who owns a trade word, and when its figure is with the world, not with a partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.totals import WHOLE, goes_elsewhere, is_owner
from extractors.observations.windows import is_party
from extractors.reference.countries import is_reported

if TYPE_CHECKING:
    from extractors.observations.context import Context
    from extractors.observations.draft import Draft
    from extractors.observations.roles import Roles

# how many times a pair's level another level under the owner alone must be to be the total
_MUCH_MORE = 5

# letters between an owner and its institution: "'s "
_OWNS = 4


def with_world(
    draft: Draft, context: Context, roles: Roles, pair: tuple[str | None, str | None], rule: str
) -> tuple[str | None, str | None, str] | None:
    """Return (reporter, partner, rule), the partner the world where only the owner is named; None to refuse.

    Args:
        draft: A linked draft with its places.
        context: The article's countries.
        roles: What the places of the window say.
        pair: The pair as it was filled.
        rule: The name of the rule that filled it.
    """
    spec = draft.spec
    assert spec is not None
    reporter, partner = pair
    guessed = not (reporter and partner) or rule == "home_country" or (rule == "half" and partner not in context.named)
    named = any(p.value.form == "name" and p.value.code == roles.partner for p in draft.places)
    if guessed and spec.key == "remittance" and roles.partner and named and not others(context, roles.partner):
        return "WLD", roles.partner, "whole_world"
    if spec.key == "remittance" and rule == "half" and _is_of_all(draft, context, roles, pair):
        return (roles.reporter or "WLD"), (roles.partner or "WLD"), "whole_world"
    if roles.reporter and guessed and _is_alone(draft, context, roles.reporter):
        return roles.reporter, "WLD", "whole_world"
    bigger = draft.frame is not None and bool(draft.tape.periods) and _is_second_level(draft, draft.frame)
    lone = rule == "frame" and roles.reporter is not None and (roles.reporter == context.alone or bigger)
    if _buys_too(draft, partner):
        return reporter, partner, rule
    half = (rule in ("half", "subject") or lone) and reporter == roles.reporter
    if not half or not partner or not _is_own(draft, context, partner):
        return reporter, partner, rule
    whole = spec.indicator in WHOLE and not spec.weak and not goes_elsewhere(draft)
    if whole and (is_owner(draft) or is_subject(draft)):
        return reporter, "WLD", "whole_world"
    return (reporter, partner, rule) if lone else None


def _buys_too(draft: Draft, partner: str | None) -> bool:
    """Whether one more buyer of the same seller is told: "лидером по закупкам стала Франция, потратившая 2,1 млрд"."""
    spec, frame = draft.spec, draft.frame
    if spec is None or frame is None or frame.spec is None or draft.tape.verb_last or draft.share:
        return False
    if frame.spec.indicator == "exports" and spec.key == "purchases" and partner is not None:
        # "Vietnam exported 7 million tonnes of rice. The Philippines bought 2.6 million"
        return frame.refused is None and frame.reporter == partner
    same = spec.key == "purchases" and frame.spec.indicator == "imports" and frame.refused is None
    return same and partner is not None and frame.partner == partner


def _is_of_all(draft: Draft, context: Context, roles: Roles, pair: tuple[str | None, str | None]) -> bool:
    """Whether money sent names one end only, and neither the headline nor the text so far names the other."""
    other = pair[0] if roles.partner else pair[1]
    frame = draft.frame
    told = frame is not None and other in (frame.reporter, frame.partner)
    here = {p.value.code for p in draft.tape.places}
    if not any(p.value.form in ("name", "adjective", "people") for p in draft.places):
        return False
    goes_on = frame is not None and frame.spec is draft.spec and frame.refused is None
    if not goes_on and not any(draft.tape.cue(draft.tape.start, draft.tape.end, n) for n in ("worker.", "transfers.")):
        return False  # "перевёл мошенникам 11 млн рублей"
    return not roles.loose and not told and other not in context.title and other not in here


def _is_alone(draft: Draft, context: Context, code: str) -> bool:
    """Whether a trade figure belongs to the only country of the article: "Sweden's exports rose 3 percent"."""
    spec = draft.spec
    assert spec is not None
    if spec.indicator not in WHOLE or spec.weak or draft.share:
        return False
    return not others(context, code) and (is_owner(draft) or (draft.tape.verb_last and is_subject(draft)))


def _is_own(draft: Draft, context: Context, partner: str) -> bool:
    """Whether a figure of trade names only its owner, and nothing near says that it is about a pair.

    "Taiwan's surplus rose to 13.6 billion" in an article that names the United States too is Taiwan's surplus with the
    world, unless the sentence or the one before names the partner, and the headline, a pair word or a figure before
    says that the two are the subject.
    """
    spec = draft.spec
    assert spec is not None
    if spec.family != "trade" or draft.share or not spec.directed:
        return False
    named = {p.value.code for p in draft.places}
    if partner in named or len(named) != 1:
        return False
    tape = draft.tape
    tapes = [tape, *([tape.previous] if tape.previous is not None else ())]
    near = any(p.value.code == partner for t in tapes for p in t.places)
    pair = frozenset((*named, partner))
    frame = draft.frame
    if frame is not None and frame.tape is tape and _is_other_gap(draft, frame, named):
        return True
    end = draft.mention.end
    here = {p.value.code for p in tape.places if p.start < end or not tape.has_comma(end, p.start)}
    if context.alone in named and partner not in here and not tape.refers and (frame is None or frame.tape is not tape):
        return True
    if frame is not None and "WLD" in (frame.reporter, frame.partner) and frame.spec is not None and not frame.share:
        return frame.spec.family == "trade"  # "Türkiye's total exports were ...; Germany's exports were ..."
    if frame is not None and frame.tape is not tape and _is_second_level(draft, frame):
        return True
    spoken = frame is not None and {frame.reporter, frame.partner} == pair
    if spoken and frame is not None and (frame.tape is tape or pair <= context.title or context.named <= pair):
        return False
    if frame is None and partner not in here and _is_level_of_one(draft, partner):
        return True  # "its deficit was a record 170 billion, with a third of it in trade with Japan"
    if any(pair == {p.value.code for p in t.places} - {"WLD"} and t.indicators for t in tapes):
        return False
    refers = any(t.refers for t in tapes)
    subject = pair <= context.title and len(context.title - {"WLD"}) == len(pair)
    return not ((near or refers) and (subject or pair in context.told)) and not (near and refers)


def _is_level_of_one(draft: Draft, partner: str) -> bool:
    """Whether the first amount of a text is told of one country, and no other is where goods go or come from."""
    tape = draft.tape
    if tape.verb_last or draft.measure != "level" or tape.refers or draft.spec is None or draft.spec.weak:
        return False
    return not any(p.value.code == partner and p.value.marker in ("to", "from") for p in tape.places)


def _is_second_level(draft: Draft, frame: Draft) -> bool:
    """Whether the pair's level of the same time was told just before: another level under the owner is the total."""
    if draft.measure != "level" or draft.tape.refers:
        return False
    dated = bool(draft.tape.periods or draft.product)
    former: Draft | None = frame
    while former is not None:
        if former.spec is draft.spec and former.measure == "level" and former.unit == draft.unit and not former.share:
            if dated:
                # 26,000 tonnes to one country, then "Узбекистан экспортировал 1,2 млн тонн": no part of a pair's trade
                alike = former.product == draft.product and former.status == draft.status
                return alike and abs(draft.quantity.value) > _MUCH_MORE * abs(former.quantity.value)
            return former.value != draft.value
        former = former.before
    return False


def alone_again(draft: Draft, context: Context, frame: Draft | None) -> str | None:
    """Return the headline's only country where a sentence without places goes back to its whole trade.

    Headline "U.S. trade gap hits record", "The deficit with China was $162 bn.", "Imports rose to $1.76 trillion."
    """
    spec, tape = draft.spec, draft.tape
    code = context.alone or (frame.view if frame is not None and context.is_wide(frame.view) else None)
    code = code or _spoken_of(draft, frame)
    assert spec is not None
    if code is None or frame is None or frame.tape is tape or "WLD" in (frame.reporter, frame.partner):
        return None
    if spec.indicator not in WHOLE or spec.weak or draft.share or draft.carried is not None or tape.refers:
        return None
    if code not in (frame.reporter, frame.partner) or not {p.value.code for p in tape.places} <= {code}:
        return None
    if draft.indicator is None or tape.cue(tape.start, draft.mention.start, "this.") or draft.product:
        return None
    if goes_elsewhere(draft) or _speaks_of_partner(draft, frame, code):
        return None
    return code


def _speaks_of_partner(draft: Draft, frame: Draft, code: str) -> bool:
    """Whether the sentence before, without a figure, only named the partner: "İkinci sırada Azerbaycan yer aldı."."""
    before = draft.tape.previous
    if before is None or before.quantities or not draft.tape.verb_last:
        return False
    return {p.value.code for p in before.places} == {frame.reporter, frame.partner} - {code}


def _spoken_of(draft: Draft, frame: Draft | None) -> str | None:
    """Return the one country that the sentence before names, where no figure of it told the pair: its whole trade."""
    before = draft.tape.previous
    if draft.tape.verb_last or before is None or frame is None or frame.tape is before or before.refers:
        return None
    if before.reading is not draft.tape.reading or not before.indicators or draft.status != "actual":
        return None
    codes = {p.value.code for p in before.places}
    return next(iter(codes)) if len(codes) == 1 and not draft.tape.places else None


def _is_other_gap(draft: Draft, frame: Draft, named: set[str]) -> bool:
    """Whether a sentence tells one country's gap with another, and then the other's own: "the U.S. trade deficit"."""
    both = draft.spec is not None and frame.spec is not None
    gaps = both and draft.spec.indicator == frame.spec.indicator == "trade_balance"  # type: ignore[union-attr]
    return gaps and frame.partner in named and abs(draft.value or 0) != abs(frame.value or 0)


def others(context: Context, code: str) -> list[str]:
    """Return the other economies that the article names."""
    return [other for other in context.ranked if other != code and other in context.named]


def is_subject(draft: Draft) -> bool:
    """Whether a bare name is the subject: "Türkiye, ilk altı ayda ... ithal etti", "Pakistan is likely to import"."""
    tape = draft.tape
    if not draft.places or draft.marker == "with":
        return False
    first = draft.places[0]
    if first.value.marker != "":
        return False
    target = draft.indicator.start if draft.indicator is not None else draft.mention.start
    if not tape.verb_last and draft.spec is not None and draft.spec.key == "financing":
        return first.end <= draft.mention.start and not tape.has_comma(first.end, draft.mention.start)
    if not tape.verb_last:
        behind = draft.indicator is not None and first.end <= target < draft.mention.start
        return behind and not tape.has_comma(first.end, target)
    opens = not tape.text(tape.start, first.start).strip()
    return opens and tape.words(first.end, max(target, first.end)) > 1


def only_owner(draft: Draft, context: Context) -> str | None:
    """Return the one country of the headline or of the sentence before, for a trade figure that names none.

    Headline "Danish trade in balance", then "Exports rose to 13.9 billion crowns from 12.5 billion".
    """
    spec, tape = draft.spec, draft.tape
    assert spec is not None
    if spec.indicator not in WHOLE or spec.weak or draft.share or draft.mention.kind in ("count", "number"):
        return None
    if not tape.refers and (source := _source(draft, context) or _minister(draft, context)) is not None:
        return source
    if tape.verb_last and context.native is not None and context.title <= {context.native} and not tape.refers:
        return context.native if spec.directed and not tape.places else None
    places = tape.places if tape.verb_last else [p for p in tape.places if is_party(draft, p)]
    if tape.refers or places or (tape.previous is not None and tape.previous.speaks_of_a_pair):
        return None
    before = tape.previous if not tape.verb_last or not tape.sentence.break_before else None
    near = {p.value.code for p in before.places} if before is not None else set()
    for codes in (near, set(context.headline)):
        if len(codes) == 1:
            (code,) = codes
            return code if code in context.owners and is_reported(code) and code != "WLD" else None
        if codes:
            return None
    return None


def _source(draft: Draft, context: Context) -> str | None:
    """Return the country of the institution that gives the figure, where the headline is about no other.

    "TÜİK'e göre haziranda ihracat yüzde 8 arttı": what a statistics office says of exports is about its country.
    """
    tape = draft.tape
    if not tape.verb_last or any(is_party(draft, place) for place in tape.places):
        return None
    sources = [i for i in tape.items if i.kind == "speaker" and i.rule.endswith(".institution")]
    codes = {
        p.value.code for p in tape.places for i in sources if i.start <= p.start < i.end or p.start <= i.start < p.end
    }
    if len(codes) != 1 or not context.title <= codes:
        return None
    (code,) = codes
    return code if is_reported(code) and code != "WLD" else None


def _minister(draft: Draft, context: Context) -> str | None:
    """Return the country of the minister or leader who tells a figure, where the article names no other country."""
    code = speaker_country(draft)
    far = draft.rules.get("indicator", ("",))[0].endswith("right_far")
    if code is None or far or set(context.ranked) != {code} or not is_reported(code) or code == "WLD":
        return None
    return code if all(p.value.code == code for p in draft.tape.places) else None


def speaker_country(draft: Draft) -> str | None:
    """Return the country of who speaks in the sentence: "our exports" are its exports.

    A leader or minister is known by name, an institution by its owner: "Vietnam's ministry put its own exports at".
    """
    tape = draft.tape
    voices = [i for i in tape.items if i.kind == "speaker"]
    owners = {
        p.value.code
        for p in tape.places
        for voice in voices
        if p.value.marker in ("of", "adj")
        and 0 < voice.start - p.end <= _OWNS
        and p.value.form in ("name", "adjective")
    }
    if len(owners) == 1:
        return next(iter(owners))
    found = {
        p.value.code
        for p in tape.places
        for voice in voices
        if p.value.form == "leader" and p.start < voice.end and voice.start < p.end
    }
    return next(iter(found)) if len(found) == 1 else None


def own_country(draft: Draft, context: Context) -> str | None:
    """Return the country of "our exports", where the window says so and the article knows it."""
    tape, indicator = draft.tape, draft.indicator
    end = draft.mention.start if tape.verb_last else draft.right
    cues = tape.cue(draft.left, end, "anaphor.self")
    head = draft.spec is not None and (not draft.spec.weak or draft.spec.key.startswith("project"))
    ours = bool(cues) or (indicator is not None and tape.is_ours(indicator, head)) or tape.is_ours(draft.mention)
    if ours and (told := speaker_country(draft)) is not None and told in context.ranked:
        return told
    if ours and context.own is None and context.home in context.owners | context.title:
        return context.home  # no country is at home in the language: the article's is meant
    # one other country is all that a text on "our exports" needs to name
    return context.own if ours and (context.own in context.ranked or len(context.ranked) == 1) else None
