"""Reference tables: indicators, countries, currencies, trust in rules."""
