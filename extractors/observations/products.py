"""The product a figure is restricted to, if any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.observations.conversions import behind_conversion
from extractors.observations.goods import before_noun, of_percentage, of_sum, only_goods, told_elsewhere

if TYPE_CHECKING:
    from extractors.observations.draft import Draft
    from extractors.observations.tape import Tape
    from extractors.records import Mention


_DASH_WORDS = 2
# letters between a trade word and its goods in a headline: "экспорт белорусского продовольствия"
_OWNED = 25
_NEXT = 3
_BESIDE = 2
_ADJECTIVES = 4
WEIGHTS = ("tonne", "m3", "barrel")
_MEASURED = (*WEIGHTS, "count", "number")


def product(draft: Draft, last: Draft | None) -> None:
    """Set the product from a product mention in the window of a trade, project or loan figure.

    Args:
        draft: A linked draft.
        last: The last finished figure: "these exports" are those of its product.
    """
    spec = draft.spec
    assert spec is not None
    if spec.family in ("trade", "cargo") or spec.key in ("project", "financing", "agreement"):
        _product(draft, last)
    elif spec.key == "settlement" and (paid := of_percentage(draft)) is not None:
        _take(draft, "product.any.paid", paid)


def _product(draft: Draft, last: Draft | None) -> None:
    tape, mention = draft.tape, draft.mention
    left = draft.left if draft.before is not None else tape.start
    goods = [p for p in tape.products if not _is_compound(tape, p)]
    before = [p for p in goods if left <= p.start < mention.start and _is_beside(draft, p)]
    behind = [p for p in goods if mention.end <= p.start and p.end <= draft.right]
    beyond = behind_conversion(draft)
    behind = [p for p in behind if not tape.has_comma(beyond, p.start) and _is_of(draft, p.start)]
    if not before and not behind:
        behind = before_noun(draft) or _behind_weight(draft) or _behind_indicator(draft) or _before_whole(draft)
    inside = [p for p in tape.products if mention.kind == "count" and mention.start <= p.start < mention.end]
    follows = bool(behind) and (_is_followers(draft, behind[0]) or _is_listed(draft, before, behind[0]))
    taken = bool(behind) and bool(before) and _is_taken(draft, before[-1])
    near = inside or ([] if follows or taken else before) or _accounting(draft)
    chosen = near[-1] if near else (behind[0] if behind else None)
    if draft.forced is not None and draft.forced.kind == "product":
        chosen = draft.forced
    if chosen is not None:
        draft.product = _but(draft, chosen) + str(chosen.value).replace("_", " ")
        draft.note("product", "product.any.window", chosen)
        return
    topic = draft.carried
    same = topic is not None and topic.unit == draft.unit and draft.unit in WEIGHTS
    this = (
        mention.kind in ("percent", "ratio") and not draft.places and bool(tape.cue(tape.start, mention.start, "this."))
    )
    if topic is not None and topic.product and (same or this):
        draft.product = topic.product
        draft.note("product", "product.any.carried")
        return
    if (whole := _whole(draft)) is not None:
        draft.product = whole
        draft.note("product", "product.any.portion")
        return
    if last is not None and last.product and (_points_at(draft, last) or _is_their_worth(draft, last)):
        draft.product = last.product
        draft.note("product", "product.any.pointed")
        return
    previous = draft.before
    same_word = previous is not None and draft.indicator is not None and previous.indicator is draft.indicator
    goes_on = draft.chained or _is_elided(draft) or (same_word and not tape.verb_last)
    if previous is not None and previous.product and not draft.places and goes_on:
        draft.product = previous.product
        draft.note("product", "product.any.goes_on")
        return
    if draft.spec is not None and draft.spec.family == "trade" and (found := told_elsewhere(draft)) is not None:
        _take(draft, f"product.any.{found[0]}", found[1])


def _take(draft: Draft, rule: str, product: Mention) -> None:
    draft.product = str(product.value).replace("_", " ")
    draft.note("product", rule, product)


def _but(draft: Draft, product: Mention) -> str:
    """Return "non-" where a figure leaves a product out: "non-coffee exports", "exports other than coffee"."""
    tape = draft.tape
    if tape.verb_last and any(not tape.words(product.end, c.start) for c in tape.cue(product.end, tape.end, "except.")):
        return "non-"  # "altın hariç ihracat"
    return (
        "non-" if any(0 <= product.start - c.end <= 1 for c in tape.cue(tape.start, product.start, "except.")) else ""
    )


def _is_listed(draft: Draft, before: list[Mention], behind: Mention) -> bool:
    """Whether a list gives each amount its goods right behind it: "2 млн тонн пшеницы, 47 тыс. тонн ячменя"."""
    tape, mention, former = draft.tape, draft.mention, draft.before
    if tape.verb_last or former is None or not before or tape.words(mention.end, behind.start):
        return False
    beside = former.mention.end <= before[-1].start and tape.words(former.mention.end, before[-1].start) == 0
    return beside and tape.has_comma(before[-1].end, mention.start)


def _is_compound(tape: Tape, product: Mention) -> bool:
    """Whether a hyphen makes the name of goods part of another word: "oil-bearing seeds", "steel-making plants"."""
    text = tape.reading.text
    return text[product.end : product.end + 1] == "-" and text[product.end + 1 : product.end + 2].isalpha()


def _is_taken(draft: Draft, product: Mention) -> bool:
    """Whether goods right behind the figure before are that one's: "3 tonnes of wheat to Jordan, 2 tonnes of rice"."""
    before, tape = draft.before, draft.tape
    if before is None or tape.verb_last or before.mention.end > product.start:
        return False
    return tape.words(before.mention.end, product.start) <= _NEXT and not tape.has_comma(
        before.mention.end, product.start
    )


def _accounting(draft: Draft) -> list[Mention]:
    """Return the goods that a part of trade is said of: "coffee accounted for 320 million dollars of exports"."""
    tape, start = draft.tape, draft.mention.start
    if not is_part_of_trade(draft):
        return []
    cue = tape.cue(draft.left, start, "share.")[-1]
    return [p for p in tape.products if p.end <= cue.start and not tape.has_comma(p.end, cue.start)][-1:]


def is_part_of_trade(draft: Draft) -> bool:
    """Whether an amount is said to be a part of the trade behind it: "accounts for 90 million dollars of exports"."""
    tape, word, start, end = draft.tape, draft.indicator, draft.mention.start, draft.mention.end
    if tape.verb_last or draft.mention.kind not in ("money", *WEIGHTS) or word is None:
        return False
    if not end <= word.start or tape.words(end, word.start) > _BESIDE:
        return False
    return any(tape.words(c.end, start) <= 1 for c in tape.cue(draft.left, start, "share."))


def _is_followers(draft: Draft, product: Mention) -> bool:
    """Whether an amount with "with" is of the goods behind it: "2,5 milyar dolarla kimyevi maddeler takip etti"."""
    tape, end = draft.tape, draft.mention.end
    if not tape.verb_last or draft.marker != "with" or not tape.cue(end, tape.end, "follow."):
        return False
    return tape.words(end, product.start) <= 1 and tape.text(end, end + 1) != " "


def _points_at(draft: Draft, last: Draft) -> bool:
    """Whether a pointing word right before the trade word means the trade spoken of: "bu ihracat", "these exports"."""
    indicator, tape = draft.indicator, draft.tape
    if indicator is None or indicator.start < tape.start or draft.chained or last.spec is None or draft.spec is None:
        return False
    cues = tape.cue(tape.start, indicator.start, "that.")
    return last.spec.indicator == draft.spec.indicator and any(tape.words(c.end, indicator.start) == 0 for c in cues)


def _is_their_worth(draft: Draft, last: Draft) -> bool:
    """Whether money goes on with goods by weight: "exports may reach 330,000 tonnes. Exports last year were worth"."""
    tape = draft.tape
    if tape.verb_last or draft.mention.kind != "money" or last.unit not in WEIGHTS or last.tape is tape:
        return False
    same = last.spec is not None and draft.spec is not None and last.spec.indicator == draft.spec.indicator
    return (
        same
        and last.tape is tape.previous
        and not tape.products
        and not tape.places
        and not tape.cue(tape.start, tape.end, "total.")
    )


def _is_elided(draft: Draft) -> bool:
    """Whether exports and imports of the same goods follow each other: "electricity exports fell 2 %, imports rose"."""
    before, word, tape = draft.before, draft.indicator, draft.tape
    if before is None or before.spec is None or draft.spec is None or word is None or tape.verb_last:
        return False
    both = {before.spec.key, draft.spec.key} == {"exports", "imports"}
    return (
        both and word.start >= before.mention.end and len(tape.text(before.mention.end, word.start).strip(" ,;-")) <= 1
    )


def _behind_weight(draft: Draft) -> list[Mention]:
    """Return the product of a weight right behind an amount: "1 milyar dolar değerinde 1,1 milyon ton palm yağı"."""
    tape, mention = draft.tape, draft.mention
    weight = next((q for q in tape.quantities if q.start >= mention.end), None)
    if mention.kind != "money" or weight is None or weight.kind not in ("tonne", "m3", "barrel"):
        return []
    if tape.words(mention.end, weight.start) > 2 or tape.has_comma(mention.end, weight.start):
        return []
    return [p for p in tape.products if p.start >= weight.end and tape.words(weight.end, p.start) <= 1][:1]


def _behind_indicator(draft: Draft) -> list[Mention]:
    """Return the product that a trade word behind the amount governs: "$5,05 млрд дали поставки голубого топлива"."""
    tape, mention = draft.tape, draft.mention
    if tape.verb_last:
        return []
    words = [i for i in tape.indicators if mention.end <= i.start < draft.right]
    found = [p for p in tape.products if any(0 <= p.start - i.end <= _NEXT for i in words) and p.end <= draft.right]
    return [p for p in found if not tape.has_comma(mention.end, p.start)][:1]


def _is_beside(draft: Draft, product: Mention) -> bool:
    """Whether a product stands in one segment with the indicator or the quantity and is not said to be a part of it."""
    tape = draft.tape
    stops = [draft.mention.start]
    if draft.indicator is not None and product.end <= draft.indicator.start < draft.mention.start:
        stops.append(draft.indicator.start)
    behind_indicator = draft.indicator is not None and draft.indicator.end <= product.start
    if tape.has_break(product.end, min(stops)):
        return False
    if _is_verb(tape, product):
        return False
    gap = tape.text(product.end, draft.mention.start).split()
    if gap[:1] == ["-"] and len(gap) <= _DASH_WORDS:
        return True  # "пшеницу на $1 млрд, масло - на $900 млн": a dash for the verb
    if tape.has_comma(product.end, min(stops)) and not (
        behind_indicator and draft.indicator is not None and not tape.has_comma(draft.indicator.end, product.start)
    ):
        return False
    return not any(tape.words(product.end, c.start) <= 1 for c in tape.cue(product.end, draft.mention.start, "share."))


def _is_verb(tape: Tape, product: Mention) -> bool:
    """Whether the name of goods is a verb behind its subject: "Mexico ships 83 % of its exports"."""
    sends = [cue for cue in tape.cue(product.start, product.end, "part.sends") if cue.end == product.end]
    return bool(sends) and any(
        p.end <= product.start and not p.value.marker and tape.words(p.end, product.start) == 0 for p in tape.places
    )


def _before_whole(draft: Draft) -> list[Mention]:
    """Return the product right before the trade that a percentage is part of: "30 percent of its wheat exports"."""
    tape, whole = draft.tape, draft.indicator
    if not draft.share or whole is None or whole.start < draft.mention.end:
        return []
    goods = [p for p in tape.products if draft.mention.end <= p.start and p.end <= whole.start]
    return [p for p in goods if tape.words(p.end, whole.start) == 0]


def _is_of(draft: Draft, start: int) -> bool:
    """Whether only "of" or "in", places and an adjective stand between the quantity and the product behind it."""
    tape, end = draft.tape, behind_conversion(draft)
    gap = tape.text(end, start).split()
    if draft.chained and draft.mention.kind == "money" and len(gap) == 1 and not tape.verb_last:
        return True  # "compared with 147 million for coffee"
    if draft.marker == "with" and tape.verb_last and len(gap) <= 1 and tape.cue(end, tape.end, "follow."):
        return True
    if draft.marker == "adj":
        return len(gap) <= _ADJECTIVES
    if not gap:
        return True
    first = tape.text(end, start).find(gap[0]) + end
    hit = tape.reading.at.get(first)
    entry = hit.get("qmark") if hit is not None else None
    begun = entry is not None and entry.key == "of"
    near = tape.reading.at.get(start - len(gap[-1]) - 1)
    marker = near.get("qmark") if near is not None else None
    if marker is not None and marker.key == "of" and len(gap) <= _NEXT:
        return True  # "worth of grapes"
    own = sum(tape.words(p.start, p.end) for p in tape.places if end <= p.start and p.end <= start)
    rest = len(gap) - begun - own
    return rest == 0 or (begun and rest <= _NEXT and draft.mention.kind in WEIGHTS) or (begun and rest <= 1)


def _whole(draft: Draft) -> str | None:
    """Return the goods that a figure is a part of: "40 milyar dolarlık soya. Bunun 30 milyar doları Çin'e gitti"."""
    tape, end = draft.tape, draft.mention.end
    owned = bool(tape.text(end, end + 1).strip(" ,.;:)"))  # an ending stands there
    if not (tape.verb_last and owned and tape.cue(tape.start, tape.quantities[0].start, "this.")):
        return None
    if draft.before is not None:
        portion = draft.before.rules.get("product", ("",))[0] == "product.any.portion"
        return draft.before.product if portion else None
    return draft.carried.product if draft.carried is not None else None


def needs_product(draft: Draft) -> bool:
    """Whether the figure is goods by weight, volume or piece, which the guide wants with their product."""
    assert draft.spec is not None
    return draft.spec.family == "trade" and draft.mention.kind in _MEASURED


def product_of_text(draft: Draft, last: Draft | None, title: Tape | None, goods: dict[str, str]) -> None:
    """Give goods by weight the product that is being spoken of: of the figure before, or the headline's only one.

    `goods` is the product last told in each unit: "Индии отгружено 1,1 млн тонн пшеницы на $214 млн, Ирану - 0,6 млн".
    """
    if draft.product is None and (worth := of_sum(draft)) is not None:
        draft.product = worth
        draft.note("product", "product.any.worth")
    if draft.product is None and last is not None and last.product is not None and _is_worth(draft, last):
        draft.product = last.product
        draft.note("product", "product.any.goes_on")
    if draft.product is None and last is not None and _is_of_report(draft, last, title):
        draft.product = last.product
        draft.note("product", "product.any.report")
    if draft.product is None and _is_supplied(draft, last, title):
        assert title is not None
        draft.product = str(title.products[0].value).replace("_", " ")
        draft.note("product", "product.any.headline")
    if draft.product is None and needs_product(draft):
        _goods_spoken_of(draft, last, title, goods)


def _goods_spoken_of(draft: Draft, last: Draft | None, title: Tape | None, goods: dict[str, str]) -> None:
    """Give goods by weight or piece the product of their sentence, of the figure before or the headline, or refuse."""
    if (here := only_goods(draft)) is not None:
        _take(draft, "product.any.sentence", here)
        return
    for before in (draft.before, last, last.before if last is not None else None):
        if before is not None and before.product is not None and before.unit == draft.unit:
            draft.product = before.product
            draft.note("product", "product.any.goes_on")
            return
    if draft.unit in goods and not draft.tape.products:
        draft.product = goods[draft.unit]
        draft.note("product", "product.any.goes_on")
        return
    named = {str(p.value) for p in title.products} if title is not None else set()
    own = {str(p.value) for p in draft.tape.products}
    if len(own or named) == 1:
        draft.product = next(iter(own or named)).replace("_", " ")
        draft.note("product", "product.any.headline")
        return
    draft.refuse("no_product", "goods by weight or piece, and no product is named")


def _is_of_report(draft: Draft, last: Draft, title: Tape | None) -> bool:
    """Whether a report on one country's trade in one kind of goods goes on with it for the next partner.

    The headline names the goods beside a trade word, the figure before has them, and nothing here says otherwise.
    """
    tape, spec = draft.tape, draft.spec
    if title is None or last.product is None or spec is None or not (spec.directed and spec.family == "trade"):
        return False
    if not tape.verb_last or draft.share or draft.tape.cue(draft.left, draft.right, "total."):
        return False
    named = [p for p in title.products if str(p.value).replace("_", " ") == last.product]
    if not any(abs(title.words(p.end, i.start)) <= 2 for p in named for i in title.indicators if i.start >= p.end):
        return False
    others = [p for p in tape.products if draft.left <= p.start < draft.right]
    return not others and last.spec is not None and last.spec.family == "trade"


def _is_supplied(draft: Draft, last: Draft | None, title: Tape | None) -> bool:
    """Whether trade without a product is that of the headline's only one: "поставки в Китай - на 41 %".

    Exports and imports need a growth, and no word for all goods: an amount of theirs may be the total.
    """
    spec, tape = draft.spec, draft.tape
    if title is None or spec is None or tape is title or tape.verb_last or draft.share or draft.carried:
        return False
    named = [str(p.value) for p in title.products]
    early = [p for p in tape.products if p.start < draft.mention.start]
    words = tape.cue(tape.start, draft.mention.start, "goods.") or tape.cue(tape.start, draft.mention.start, "total.")
    if len(set(named)) != 1 or early or words or spec.family != "trade" or not spec.directed:
        return False
    if spec.key in ("sales", "purchases"):
        return True
    beside = any(0 <= p.start - i.end <= _OWNED for p in title.products for i in title.indicators)
    former = last is not None and last.product == named[0].replace("_", " ")
    return beside and former and draft.measure != "level"


def _goes_out(draft: Draft) -> str:
    return draft.spec.indicator if draft.spec is not None else ""


def _is_worth(draft: Draft, last: Draft) -> bool:
    """Whether an amount says what goods of the sentence before are worth: "в денежном выражении экспорт составил"."""
    tape, same = (
        draft.tape,
        _goes_out(draft) == _goes_out(last) and {draft.reporter, draft.partner} == {last.reporter, last.partner},
    )
    return same and draft.mention.kind == "money" and bool(tape.cue(tape.start, draft.mention.start, "worth."))
