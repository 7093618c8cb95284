"""The shapes of periods: patterns over symbols, the same for every language.

Words: Y year, N number, O ordinal, F "first", M month, J season, C quarter or half in code ("Q1", "1H25"), D numeric
date, B "11/2025", V "2022-23", G "1990s", R relative ("last"), S "same", T "that", E edge ("end"), W "whole",
A "ago", X "in" (years from now), L weekday, H day word ("today"), Z year idiom ("year to date"), U month idiom,
K base idiom ("year-on-year"), f fiscal; units y year m month q quarter Q quarters g half (needs an ordinal)
h half-year w week d day x decade p period c century.
Glue: > from ... to by their endings, ^ from (a year) on, o of, t to, & and, - dash, "," comma, "(" bracket; "|" parts.

Word order is free: a part of a year and a year meet in either order ("2025 yılının ilk yarısı", "первое полугодие
2025 года", "the first half of 2025"), so only the two halves have patterns and `period_phrases` joins them.
"""

from __future__ import annotations

import re

YEAR = re.compile(
    r"(?P<fiscal>W?o?(?:f?y?V(?:o?fy?|y)?|f?y?Y-Yfy?|fy?Y-Yy?|fy?o?Y(?!-Y)|Yfy))"
    r"|(?P<beside>yAYy?|YRy)"
    r"|(?P<ago>(?:[NF]|(?<!N))yA(?!R)|XN?y|AN?y(?!A))"
    r"|(?P<absolute>W?o?(?:yo?)?Yy?p?W?)"
    r"|(?P<relative>W?o?R[Wf]?(?:y|f(?=[^y]|$)|E)W?)"
    r"|(?P<that>W?o?[ST]S?(?:y|fy?)W?)"
    r"|(?P<idiom>Z)"
    r"|(?P<bare>(?<!N)W?o?yW?)"
)
PART = re.compile(
    r"(?P<day>L?,?[NOF](?:[-t&>][NOF])?o?-?M(?:L|,L)?m?|L?,?M-?[NOF](?:[-t&>][NOF])?(?![mqQyhgxpwdA]|-[mqQyhgxpwd])(?:,?L)?)"
    r"|(?P<ending>(?:R|F)?(?:N-?[mqQ]|f?y|[qhg])o?t(?:E-?o?)?(?:[NO]?o?M(?:[NO](?![mqQyhgxpwd]))?|C|[OF]q))"
    r"|(?P<relative_season>RJ)"
    r"|(?P<relative_month>RM(?:[NO](?![mqQyhgxpwd]))?m?)"
    r"|(?P<month_quarter>M-?q)"
    r"|(?P<months>M(?:[-t&]{1,2}M)?m?p?)"
    r"|(?P<code>Cp?)"
    r"|(?P<block>ON-?mp?)"
    r"|(?P<numbered>qN(?=,?o?Y))"
    r"|(?P<first>FoN[mqQ]p?|FN-?[mqQ]p?|NF[mQ]p?|N-?[mQ]p?)"
    r"|(?P<quarter>[OFN]-?[qQ]p?(?:[-&][OFN]-?q)?|[OFN][-&][OFN][qQ])"
    r"|(?P<half>[OFN]-?[gh]p?|h)"
    r"|(?P<nth>[OF]m)"
    r"|(?P<season>Jm?)"
    r"|(?P<relative_half>R[gh](?!o))"
    r"|(?P<same>SY[pmqg]|[ST]S?N?[pmqghQ]|R[pgh]|S?y-?A[pqmhg]|R-y-?[pqmhg]|p(?!o)|(?<![NOF])[qm]A(?!R))"
    r"|(?P<relative>R[mq]p?)"
    r"|(?P<idiom>U)"
)
MONTHS = re.compile(r"(?P<months>M(?:[-t&]{1,2}M)?m?p?)")
CLOSING = re.compile(r"R(?:N-?)?[mqQghp]")
SPAN = re.compile(
    r"(?P<back>R(?:N|F)-?(?:x|N-?[x])|RN-?[ymqQwdhg]|FR?Nx|NR[ymqQwd](?!o)|Rx)"
    r"|(?P<day_of_week>Lo?Rw|RwL)"
    r"|(?P<week>R[wd](?!o?[MRYmy]))"
    r"|(?P<weekday>(?<![OFN])R?o?L(?!o))"
    r"|(?P<ago>N[ymwdx]R(?![ymqQpNwdxghMLWo])|(?:N|(?<![NOF]))[mqQwdx]A(?!R)|XN?[mqQwdx]|AN[mqQwdx])"
    r"|(?P<decade>Gy?|Oy)"
    r"|(?P<century>[ON]-?c)"
    r"|(?P<month_day>[NO]o?Rm|RmN)"
    r"|(?P<date>D)"
    r"|(?P<month>By?)"
    r"|(?P<today>H)"
    r"|(?P<onward>Yy?\^[oR]{0,2}N-?y)"
    r"|(?P<up_to>(?:N-?y|x)t(?:E-?o?)?Yy?)"
    r"|(?P<lasting>N-?[yx]|x)"
    r"|(?P<numeric>Y-N|N-Y)"
    r"|(?P<bare>[mq](?!A))"
    r"|(?P<year_end>E)"
    r"|(?P<base>K)"
)
# the symbols that each pattern can begin with
YEAR_STARTS = frozenset("WofyVYRNFXASTZ")
PART_STARTS = frozenset("LNOFMRyqhJSTUCfmp,")
SPAN_STARTS = frozenset("ERFNymqQwdxhgXALoGODBHYK")
EDGE = re.compile(r"(?:y-)?E-?o?")
EDGE_BEHIND = re.compile(r"-?m?E")
GLUE = re.compile(r"[o,(-]{0,2}")
