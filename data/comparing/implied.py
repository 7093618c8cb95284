"""Values that follow from stated ones. They are always marked, carry their own interval, and never join the stated.

rule                  from                                                   gives
previous_by_growth    a level and its growth, by one voice or in one source  the level a year before
previous_by_ratio     the same with "three times as many", of a stock        an earlier level, its time unstated
previous_by_change    a level and its change in units                        the level a year before
growth_by_levels      two levels a year apart                                the growth
turnover_by_flows     both directions, by one voice or in one source         the turnover
balance_by_flows      the same                                               the balance
level_by_share        a partner's share and the total it is a share of       the level
year_by_part          a part of a year                                       bounds of the year
whole_by_part         one direction, or one product                          the least that the whole can be
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from data.comparing.natures import ADDITIVE, SHARES, STOCKS, WORLD
from data.comparing.periods import read_period
from data.comparing.rows import Ints, codes, combined

# The months of a year that are not reported yet are at most this many times as strong, on average, as those reported.
REST_OF_YEAR = 3.0

COLUMNS = ("rule", "from", "to", "indicator", "product", "unit", "pkey", "value", "lo", "hi", "basis")


def implied_levels(statements: pd.DataFrame) -> pd.DataFrame:
    """Return the levels that follow from the statements: `COLUMNS`, `basis` being positions of statements.

    An end that nothing bounds is infinite; `value` is missing where only bounds follow.

    Args:
        statements: One row a statement, index 0 to n-1.
    """
    actual = statements[(statements["status"] == "actual").to_numpy()]
    facts = period_facts(actual)
    parts = [
        _previous(actual, facts),
        *_by_flows(actual),
        _by_share(actual),
        _year_by_part(actual, facts),
        _whole_by_part(actual),
    ]
    parts = [part for part in parts if not part.empty]
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def period_facts(rows: pd.DataFrame) -> pd.DataFrame:
    """Return, per row, the current and the previous period of a growth (`current`, `before`) and `months`."""
    names = [str(name) for name in rows["pkey"].cat.categories]
    facts = [read_period(name) for name in names]
    current = [str(fact.year) if fact.freq == "X" and fact.months % 12 == 0 and "-" not in fact.text else name
               for fact, name in zip(facts, names, strict=True)]  # fmt: skip
    at = rows["pkey"].cat.codes.to_numpy()
    return pd.DataFrame(
        {
            "current": np.array(current, dtype=object)[at],
            "before": np.array([fact.before for fact in facts], dtype=object)[at],
            "months": np.array([fact.months for fact in facts], dtype=np.int64)[at],
            "year": np.array([fact.year for fact in facts], dtype=np.int64)[at],
            "freq": np.array([fact.freq for fact in facts], dtype=object)[at],
        },
        index=rows.index,
    )


def coherent(left: pd.DataFrame, right: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Return the pairs of rows that agree in `on` and come from one voice, or from one source with no two voices named.

    Two offices count differently, so that a level of one and a growth of the other imply nothing.
    """
    named_left, named_right = left[~left["silent"]], right[~right["silent"]]
    by_voice = named_left.merge(named_right, on=[*on, "voice"], suffixes=("", "_2"))
    by_source = left.merge(right, on=[*on, "source"], suffixes=("", "_2"))
    by_source = by_source[by_source["silent"] | by_source["silent_2"] | (by_source["voice"] == by_source["voice_2"])]
    both = pd.concat([by_voice, by_source], ignore_index=True)
    return both.drop_duplicates(["at", "at_2"]).reset_index(drop=True)


_SHARED = ["at", "from", "to", "indicator", "product", "unit", "pkey", "value", "lo", "hi", "voice", "source", "silent"]


def _cut(rows: pd.DataFrame, mask: pd.Series[bool], *more: pd.Series[Any]) -> pd.DataFrame:
    """Return the rows of the mask with plain columns for merging; `at` is their position."""
    cut = rows[mask]
    plain = pd.DataFrame({"at": cut.index.to_numpy()}, index=cut.index)
    for name in ("from", "to", "indicator", "product", "unit", "pkey"):
        plain[name] = cut[name].astype(object)
    for name in ("value", "lo", "hi", "voice", "silent"):
        plain[name] = cut[name]
    plain["source"] = codes(cut["source"])
    for column in more:
        plain[column.name] = column[mask]
    return plain


def _previous(rows: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Return previous levels from a level and its growth, ratio or change."""
    stated = (rows["pkey"] != "") & ~rows["running"]
    level = (rows["measure"] == "level") & stated & ~(rows["unit"] == "percent")
    stock = rows["indicator"].isin(STOCKS)
    growth = (rows["measure"].isin(["change_pct", "ratio"])) & stated & ((facts["before"] != "") | stock)
    change = (rows["measure"] == "change_abs") & stated & (facts["before"] != "")
    on = ["from", "to", "indicator", "product", "current"]
    levels = _cut(rows, level, facts["current"])
    ratio = rows["measure"] == "ratio"
    by_growth = coherent(levels, _cut(rows, growth, facts["current"], facts["before"], ratio.rename("ratio")), on)
    by_change = coherent(levels, _cut(rows, change, facts["current"], facts["before"]), [*on, "unit"])
    parts = []
    if not by_growth.empty:
        times = by_growth["ratio"].astype(bool)
        low = np.where(times, by_growth["lo_2"], 1 + by_growth["lo_2"] / 100)
        high = np.where(times, by_growth["hi_2"], 1 + by_growth["hi_2"] / 100)
        middle = np.where(times, by_growth["value_2"], 1 + by_growth["value_2"] / 100)
        usable = (low > 0) & (middle > 0)
        part = _derived(by_growth[usable], "previous_by_growth", ["at", "at_2"])
        low, high, middle = low[usable], high[usable], middle[usable]
        least: Any = part["lo"] / np.where(part["lo"] < 0, low, high)
        most: Any = part["hi"] / np.where(part["hi"] < 0, high, low)
        part = part.assign(lo=least, hi=most, value=part["value"] / middle)
        earlier = times[usable].to_numpy() & part["indicator"].isin(STOCKS).to_numpy()
        part["rule"] = np.where(earlier, "previous_by_ratio", "previous_by_growth")
        part["pkey"] = np.where(earlier, "", by_growth["before"][usable])
        parts.append(part[(part["pkey"] != "") | earlier])
    if not by_change.empty:
        part = _derived(by_change, "previous_by_change", ["at", "at_2"])
        part = part.assign(
            lo=by_change["lo"] - by_change["hi_2"],
            hi=by_change["hi"] - by_change["lo_2"],
            value=by_change["value"] - by_change["value_2"],
            pkey=by_change["before"],
        )
        parts.append(part)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))


def _derived(pairs: pd.DataFrame, rule: str, basis: list[str]) -> pd.DataFrame:
    """Return rows in the shape of `COLUMNS` that start from the left row of each pair."""
    part = pairs[["from", "to", "indicator", "product", "unit", "pkey", "value", "lo", "hi"]].copy()
    part["rule"] = rule
    part["basis"] = list(zip(*(pairs[name].tolist() for name in basis), strict=True))
    return part


def _by_flows(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Return turnover and balance from the two directions: exports of A and imports of A, or exports of both."""
    mask = rows["indicator"].isin(["exports", "imports"]) & (rows["measure"] == "level") & (rows["pkey"] != "")
    flows = _cut(rows, mask)
    if flows.empty:
        return []
    turned = flows["indicator"] == "imports"
    flows["out"] = np.where(turned, flows["to"], flows["from"])
    flows["into"] = np.where(turned, flows["from"], flows["to"])
    back = flows.rename(columns={"out": "into", "into": "out"})
    pairs = coherent(flows, back, ["out", "into", "product", "unit", "pkey"])
    if pairs.empty:
        return []
    sums = pairs[(pairs["out"] < pairs["into"])]
    turnover = _derived(sums, "turnover_by_flows", ["at", "at_2"]).assign(
        indicator="trade_turnover", lo=sums["lo"] + sums["lo_2"], hi=sums["hi"] + sums["hi_2"],
        value=sums["value"] + sums["value_2"], **{"from": sums["out"], "to": sums["into"]},
    )  # fmt: skip
    balance = _derived(pairs, "balance_by_flows", ["at", "at_2"]).assign(
        indicator="trade_balance", lo=pairs["lo"] - pairs["hi_2"], hi=pairs["hi"] - pairs["lo_2"],
        value=pairs["value"] - pairs["value_2"], **{"from": pairs["out"], "to": pairs["into"]},
    )  # fmt: skip
    return [turnover, balance]


def _by_share(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a pair's level from the partner's share and the reporter's total with the world."""
    share = rows["indicator"].isin(list(SHARES)) & (rows["measure"] == "level") & (rows["pkey"] != "")
    shares = _cut(rows, share)
    world = (rows["from"] == WORLD) | (rows["to"] == WORLD)
    total = rows["indicator"].isin(list(SHARES.values())) & (rows["measure"] == "level") & (rows["pkey"] != "") & world
    totals = _cut(rows, total)
    if shares.empty or totals.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    shares["total"] = shares["indicator"].map(SHARES)
    shares["side"] = shares["from"]
    totals["total"] = totals["indicator"]
    totals["side"] = np.where(totals["from"] == WORLD, totals["to"], totals["from"])
    pairs = coherent(totals, shares, ["total", "side", "product", "pkey"])
    part = _derived(pairs, "level_by_share", ["at", "at_2"])
    undirected = pairs["total"] == "trade_turnover"
    one, two = pairs["from_2"], pairs["to_2"]
    swap = undirected & (one > two)
    return part.assign(
        lo=pairs["lo"] * pairs["lo_2"] / 100, hi=pairs["hi"] * pairs["hi_2"] / 100,
        value=pairs["value"] * pairs["value_2"] / 100,
        **{"from": np.where(swap, two, one), "to": np.where(swap, one, two)},
    )  # fmt: skip


def _year_by_part(rows: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Return bounds of a year from a part of it: no less than the part, no more than a strong rest would make it."""
    additive = rows["indicator"].isin(ADDITIVE) & (rows["measure"] == "level")
    part_of = additive & facts["freq"].isin(["M", "Q", "H", "C"]) | (additive & rows["running"])
    cut = _cut(rows, part_of, facts["months"], facts["year"])
    if cut.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    derived = _derived(cut, "year_by_part", ["at"])
    months = np.maximum(cut["months"].to_numpy(), 1)
    running = rows["running"][part_of].to_numpy()
    year = np.where(running, rows["year"][part_of], cut["year"])
    # A bound that only holds the value from below says nothing about the most that the year can be.
    most = np.where(running | ~np.isfinite(cut["hi"]), np.inf, cut["hi"] * (1 + REST_OF_YEAR * (12 - months) / months))
    return derived.assign(hi=most, value=np.nan, pkey=np.char.mod("%d", year.astype(np.int64)).astype(object))


def _whole_by_part(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the least that a whole can be: turnover from one direction, a total from one product."""
    money = (rows["measure"] == "level") & (rows["pkey"] != "") & ~rows["running"] & (rows["unit"].str.len() == 3)
    one_way = _cut(rows, money & rows["indicator"].isin(["exports", "imports"]))
    by_product = _cut(
        rows, money & rows["indicator"].isin(["exports", "imports", "trade_turnover"]) & (rows["product"] != "")
    )
    first = _derived(one_way, "whole_by_part", ["at"])
    swap = first["from"] > first["to"]
    first = first.assign(
        indicator="trade_turnover",
        **{"from": np.where(swap, first["to"], first["from"]), "to": np.where(swap, first["from"], first["to"])},
    )
    second = _derived(by_product, "whole_by_part", ["at"]).assign(product="")
    return pd.concat([first, second], ignore_index=True).assign(hi=np.inf, value=np.nan)


def derived_group(implied: pd.DataFrame, statements: pd.DataFrame) -> tuple[Ints, Ints]:
    """Return one code per implied row and per statement: equal where both are about one level of one period."""
    names = ("from", "to", "indicator", "product", "unit", "pkey")
    joined = [
        np.concatenate([implied[name].to_numpy(object), statements[name].astype(object).to_numpy()]) for name in names
    ]
    group = combined(*joined)
    return group[: len(implied)], group[len(implied) :]
