"""Comparison of claims, one subject a file; `data.comparison` is the door.

rows       claims.csv rows -> working rows: who spoke, when, about which key, between which ends
periods    the period notation read once: start, end, frequency, the period a year before
natures    which indicators are stocks, which have a direction, which are one-off events
echoes     one statement repeated by several outlets -> one statement with n sources
disputes   the one test everything uses: does a row contradict a row of another party in its group
direct     rounding, revision, disagreement, mirror, period unclear
implied    values that follow from stated ones, always marked
derived    growth mismatch, implied against stated
goals      targets against outcomes
official   both sides' official statistics as a band
findings   the record that comes out
wording    the sentences, from data/findings/*.toml
"""
