"""The store: what goes in comes out, once, exactly, in both databases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from data.claims import CLAIM_COLUMNS, claim_key_of, content_id, decimal_text
from data.engine import BULK_CACHE_KILOBYTES, CACHE_KILOBYTES
from data.store import Store, open_store
from extractors.errors import IkiliError, StoreError
from tests.data.store_articles import article, extraction, many, observation, stored


def test_a_claim_comes_back_field_by_field(store: Store) -> None:
    made, found = stored(
        value=Decimal("4.10E+9"), value_max=Decimal("5000000000.123456789012345"), product="natural gas"
    )
    store.add([(made, found)])
    claim = store.claim(str(store.claims_frame()["claim_id"].iloc[0]))
    assert claim.observation == found.observations[0]
    assert claim.observation.evidence == found.observations[0].evidence
    assert (claim.review, claim.is_current, claim.origin) == ("pending", True, "extractor")
    assert store.article_of_claim(claim.claim_id) == made


def test_title_and_text_are_kept_character_for_character(store: Store) -> None:
    odd = "  İIıi\u0301 ﬁ\u00a0\u200b 4,1\r\nmilyar\tdolar 😀 \u2028 \\ ' \" %s :x ?  "
    made = article("odd", text=odd, title="\t" + odd, updated=date(2025, 12, 1), date_is_weak=True)
    store.add([(made, extraction(made))])
    assert store.article("odd") == made


def test_the_same_batch_again_adds_nothing(store: Store) -> None:
    batch = [stored("a1"), stored("a2"), stored("a1")]
    first, second = store.add(batch), store.add(batch)
    assert (len(first.new), first.known, first.claims) == (2, 1, 2)
    assert (len(second.new), second.known, second.claims) == (0, 3, 0)
    assert store.counts()["claims"] == 2


def test_same_id_with_other_content_is_kept_beside_and_linked(store: Store) -> None:
    old, new = article("a1"), article("a1", text="Yeni: 4,1 milyar dolar.")
    store.add([(old, extraction(old, observation(old)))])
    store.add([(new, extraction(new, observation(new)))])
    assert store.versions("a1") == [content_id(old), content_id(new)]
    assert store.article("a1") == new
    assert store.article(content_id(old)) == old
    assert len(store.claims_frame()) == 2


def test_same_words_in_another_outlet_are_another_article(store: Store) -> None:
    one, two = article("a1"), article("a1", outlet="Başka", url="https://example.com/x")
    assert len(store.add([(one, extraction(one)), (two, extraction(two))]).new) == 2


def test_blanks_make_no_other_article() -> None:
    assert content_id(article(text="a  b\n\nc ")) == content_id(article(text="a b c"))
    assert content_id(article(text="a b C")) != content_id(article(text="a b c"))


def test_frame_has_exactly_the_columns_and_types_of_the_contract(store: Store) -> None:
    empty = store.claims_frame()
    store.add([stored(value_max=None, period=None, speaker=None)])
    for frame in (empty, store.claims_frame()):
        assert tuple(frame.columns) == CLAIM_COLUMNS
        assert all(
            frame[name].dtype == "float64" for name in ("value", "value_max", "value_lo", "value_hi", "confidence")
        )
        assert all(
            str(frame[name].dtype) == "datetime64[s]"
            for name in ("published", "period_start", "first_seen", "reviewed_on")
        )
        assert all(
            str(frame[name].dtype) == "str" for name in ("indicator", "speaker", "conflict_class", "link", "review")
        )
        assert frame["implied"].dtype == bool


def test_frame_columns_that_follow_from_the_claim(store: Store) -> None:
    store.add([stored(period="2025-01/2025-09", bound="below")], extractor_version="1+x", now="2026-01-02T03:04:05Z")
    row = store.claims_frame(names={"KGZ": "Kırgızistan", "RUS": "Rusya"}.__getitem__).iloc[0]
    assert (row["reporter_name"], row["partner_name"]) == ("Kırgızistan", "Rusya")
    assert (row["period_start"], row["period_end"]) == (pd.Timestamp(2025, 1, 1), pd.Timestamp(2025, 9, 30))
    assert (row["freq"], row["time_period_sdmx"]) == ("C", "2025-01-01/P9M")
    assert pd.isna(row["value_lo"])
    assert row["value_hi"] == 4.1e9
    assert row["link"] == f"/iddia?id={row['claim_id']}"
    assert (row["rule"], row["extractor_version"]) == ("quantity.tr.scale link.any.nearest", "1+x")
    assert row["first_seen"] == pd.Timestamp(2026, 1, 2)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"pair": "rus-kgz"}, {"a", "b", "c"}),
        ({"pair": "TUR-KGZ"}, {"d"}),
        ({"indicator": "exports"}, {"b"}),
        ({"speaker": "Caparov"}, {"c"}),
        ({"reporter": "TUR"}, {"d"}),
        ({"period": "2023"}, {"c"}),
        ({"as_of": date(2024, 1, 1)}, {"a"}),
        ({"published_from": date(2025, 1, 1), "pair": "KGZ-RUS"}, {"b", "c"}),
        ({"article_id": "b"}, {"b"}),
        ({"outlet": "Ajans", "min_confidence": 0.95}, {"d"}),
        ({"claim_ids": ()}, set()),
        ({"pair": "KGZ-RUS", "indicator": "remittances"}, set()),
    ],
)
def test_filters(store: Store, asked: dict[str, object], ids: set[str]) -> None:
    days = {"a": date(2023, 5, 1), "b": date(2025, 1, 1), "c": date(2025, 6, 1), "d": date(2025, 6, 2)}
    made = {name: article(name, published=day) for name, day in days.items()}
    changes: dict[str, dict[str, object]] = {
        "a": {}, "b": {"indicator": "exports"}, "c": {"speaker": "Caparov", "period": "2023"},
        "d": {"reporter": "TUR", "partner": "KGZ", "confidence": 1.0},
    }  # fmt: skip
    store.add([(a, extraction(a, observation(a, **changes[name]))) for name, a in made.items()])
    assert set(store.claims_frame(**asked)["source_id"]) == ids


def test_vintages_are_counted_over_the_whole_key_whatever_the_filter(store: Store) -> None:
    days = [date(2025, 1, 5), date(2025, 3, 5), date(2025, 3, 5), date(2025, 9, 5)]
    speakers = ["Putin", "Caparov", "Putin", "Putin"]
    for number, (day, who) in enumerate(zip(days, speakers, strict=True)):
        made = article(f"v{number}", published=day)
        store.add([(made, extraction(made, observation(made, speaker=who, value=Decimal(number + 1))))])
    whole = store.claims_frame().set_index("source_id")
    assert whole["vintage_rank"].to_dict() == {"v0": 1, "v1": 2, "v2": 2, "v3": 3}
    assert whole["superseded_on"].dt.strftime("%Y-%m-%d").fillna("").to_dict() == {
        "v0": "2025-03-05", "v1": "", "v2": "2025-09-05", "v3": "",
    }  # fmt: skip
    last = store.claims_frame(published_from=date(2025, 4, 1)).iloc[0]
    assert last["vintage_rank"] == 3
    then = store.claims_frame(as_of=date(2025, 6, 1)).set_index("source_id")
    assert pd.isna(then.loc["v2", "superseded_on"])
    assert set(then.index) == {"v0", "v1", "v2"}


def test_claims_without_a_period_replace_nothing(store: Store) -> None:
    for number in (1, 2):
        made = article(f"v{number}", published=date(2025, number, 1))
        store.add([(made, extraction(made, observation(made, period=None)))])
    assert store.claims_frame()["superseded_on"].isna().all()


def test_newest_first_and_no_more_than_asked(store: Store) -> None:
    store.add([stored(f"a{n}") for n in range(3)])
    late = article("late", published=date(2026, 1, 1))
    store.add([(late, extraction(late, observation(late)))])
    assert store.newest(2)["source_id"].tolist()[0] == "late"
    assert len(store.newest(2)) == 2


def test_the_newest_are_the_newest_however_many_articles_say_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.claim_queries._PAGE", 3)
    made = [article(f"a{n}", published=date(2025, 1, 1 + n % 9), lang="tr" if n % 2 else "ru") for n in range(40)]
    store.add([(a, extraction(a, *([observation(a)] if n % 4 < 2 else []))) for n, a in enumerate(made)])
    for asked in ({}, {"lang": "tr"}, {"as_of": date(2025, 1, 5)}, {"published_from": date(2025, 1, 8)}):
        whole = store.claims_frame(**asked)
        days = sorted(whole["published"], reverse=True)
        for limit in (1, 7, 100):
            newest = store.claims_frame(limit=limit, **asked)
            assert newest["published"].tolist() == days[:limit]
            assert newest["claim_id"].is_unique
            assert set(newest["claim_id"]) <= set(whole["claim_id"])


def test_order_of_rows_is_fixed_and_the_same_in_both_databases(store: Store) -> None:
    odd = ["Çelik", "çay", "Ёлка", "zinc", "Zinc", "apple", None, "ı", "i", "İ"]
    made = article("o", text=" ".join(["4,1 milyar dolar"] * len(odd)))
    places = [i * 17 for i in range(len(odd))]
    store.add([(made, extraction(made, *(
        observation(made, product=p, start=s, end=s + 16, period=str(2000 + n) if n % 2 else None)
        for n, (p, s) in enumerate(zip(odd, places, strict=True))
    )))])  # fmt: skip
    rows = store.claims_table()
    keys = [(p or "", c) for p, c in zip(rows["period"], rows["claim_id"], strict=True)]
    assert keys == sorted(keys)


def test_coverage_and_counts(store: Store) -> None:
    store.add([stored("a1"), stored("a2"), stored("a3", indicator="exports", reporter="TUR")])
    matrix = store.coverage()
    assert matrix.loc["KGZ-RUS", "trade_turnover"] == 2
    assert matrix.loc["RUS-TUR", "exports"] == 1
    assert matrix.loc["RUS-TUR", "trade_turnover"] == 0
    assert store.pairs() == ["KGZ-RUS", "RUS-TUR"]
    assert store.counts() == {
        "articles": 3, "claims": 3, "pairs": 2, "indicators": 2, "reviewed": 0, "pending": 3, "reference": 0,
    }  # fmt: skip


def test_a_bad_claim_leaves_no_half_article(store: Store) -> None:
    good, bad = stored("good"), stored("bad", period="last summer")
    with pytest.raises(IkiliError, match="no period"):
        store.add([good, bad])
    assert store.counts()["articles"] == 0


def test_a_failure_in_the_middle_of_a_batch_stores_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise StoreError("here", "no more", "wait")

    monkeypatch.setattr("data.store.count_current", broken)
    with pytest.raises(StoreError):
        store.add(many(5))
    monkeypatch.undo()
    assert store.counts()["articles"] == 0
    assert store.add(many(5)).claims == 5


def test_reference_values_keep_vintages_apart(store: Store) -> None:
    row = {"reporter": "KGZ", "partner": "RUS", "flow": "exports", "valuation": "FOB", "period": "2020",
           "value": Decimal("1557.6000"), "unit": "USD", "source": "IMF DOTS", "vintage": "2021",
           "file_sha256": "0" * 64}  # fmt: skip
    assert store.add_reference([row, row]) == 1
    assert store.add_reference([row, row | {"vintage": "2022", "value": Decimal(1600)}]) == 1
    frame = store.reference_frame(pair="RUS-KGZ")
    assert frame["value"].tolist() == [1557.6, 1600.0]
    assert store.counts()["reference"] == 2


def test_ids_say_what_is_claimed_and_not_how_it_was_found(store: Store) -> None:
    made = article()
    base = observation(made)
    same = observation(made, rules=("other",), confidence=0.1, evidence=())
    for change in (
        {"speaker": None},
        {"period": "2023"},
        {"bound": "approx"},
        {"value": Decimal(5)},
        {"status": "target"},
    ):
        other = observation(made, **change)
        store_ids = {r["claim_id"] for r in _rows(made, base, same, other)}
        assert len(store_ids) == 2, change


def _rows(made: object, *observations: object) -> list[dict[str, object]]:
    from data.claim_rows import claim_row

    return [claim_row(o, content_id(made), "v", "n") for o in observations]  # type: ignore[arg-type]


def test_keys_ignore_order_only_where_it_says_nothing() -> None:
    def key(indicator: str, reporter: str, partner: str) -> str:
        return claim_key_of(reporter, partner, indicator, "level", None, "2024", "USD")

    assert key("trade_turnover", "RUS", "KGZ") == key("trade_turnover", "KGZ", "RUS")
    assert key("exports", "RUS", "KGZ") != key("exports", "KGZ", "RUS")


@pytest.mark.parametrize(
    ("value", "text"),
    [("4.10E+9", "4100000000"), ("-0", "0"), ("0.00", "0"), ("13.60", "13.6"), ("1E-7", "0.0000001"), ("-6", "-6")],
)
def test_decimals_are_written_plainly(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


def test_unknown_ids_are_named(store: Store) -> None:
    with pytest.raises(StoreError, match="no claim x"):
        store.claim("x")
    with pytest.raises(StoreError, match="no article x"):
        store.article("x")


@pytest.mark.parametrize("url", ["nonsense", "oracle://x/y", "mysql+pymysql://x/y"])
def test_addresses_that_cannot_be_used_are_named(url: str) -> None:
    with pytest.raises(StoreError):
        open_store(url)


def test_a_second_store_object_sees_the_same(store: Store, store_url: str) -> None:
    store.add([stored()])
    with open_store(store_url) as other:
        assert other.counts() == store.counts()


def test_memory_of_many_small_batches_stays_flat(lite: Store) -> None:
    """Only a large batch may keep many pages in memory, and only until the next small one."""

    def cache() -> int:
        with lite.reading() as connection:
            return -int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())

    assert cache() == CACHE_KILOBYTES
    lite.add(many(1000))
    assert cache() == BULK_CACHE_KILOBYTES
    lite.add(many(1, start=5000))
    assert cache() == CACHE_KILOBYTES
