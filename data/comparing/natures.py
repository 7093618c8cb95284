"""What kind of quantity an indicator is, as far as comparison depends on it. An indicator not named here is a flow."""

from __future__ import annotations

# A state at a moment. "1,700 companies" without a period speaks of the day on which it was said.
STOCKS = frozenset({"investment_stock", "company_count", "project_count", "national_currency_share"})

# Stocks to which a span of time adds: "147 firms were set up in seven months" is no size of the whole.
SIZES = frozenset({"investment_stock", "company_count", "project_count"})

# Several exist side by side in one period: another contract is no contradiction. They are compared within one day.
EVENTS = frozenset({"agreement_value", "financing", "project_value"})

# "Mutual" sums of both directions are written like one direction; the rule of the claim tells them apart.
MUTUAL = frozenset({"investment_stock", "investment_flow", "company_count"})

# Which projects are on the list is everyone's own choice ("69 carried out", "34 agreed"): another number is no alarm.
LISTS = frozenset({"project_count"})

# The order of the two sides carries no meaning.
UNDIRECTED = frozenset({"trade_turnover", "national_currency_share", "agreement_value"})

# Indicator -> the indicator by which the other side reports the same goods.
MIRRORS = {"exports": "imports", "imports": "exports"}

# The other side's balance is this side's with the sign turned.
SIGNED_MIRRORS = frozenset({"trade_balance"})

# share of the partner -> the total of which it is a share
SHARES = {"trade_share": "trade_turnover", "export_share": "exports", "import_share": "imports"}

# A part of the year bounds the year. Not so for stocks, shares, balances and one-off events.
ADDITIVE = frozenset(
    {"trade_turnover", "exports", "imports", "investment_flow", "remittances", "tourist_arrivals", "freight_volume"}
)

# The whole world as a partner: total trade of one country.
WORLD = "WLD"
