"""The shapes of periods: patterns over symbols, the same for every language.

Words: Y year, N number, O ordinal, F "first", M month, J season, C quarter or half in code ("Q1", "1H25"), D numeric
date, B "11/2025", V "2022-23", G "1990s", R relative ("last"), S "same", T "that", E edge ("end"), W "whole",
A "ago", X "in" (years from now), H today, K base idiom ("year-on-year"), Z year to date, f fiscal; units y year
m month q quarter Q quarters g half (needs an ordinal) h half-year w week d day x decade p period.
Glue: o of, t to, & and, - dash, "," comma; "|" parts.

Word order is free: a part of a year and a year meet in either order ("2025 yılının ilk yarısı", "первое полугодие
2025 года", "the first half of 2025"), so only the two halves have patterns and `period_phrases` joins them.
"""

from __future__ import annotations

import re

YEAR = re.compile(
    r"(?P<fiscal>W?o?(?:f?y?V(?:o?fy?|y)?|f?y?Y-Yfy?|fy?o?Y(?!-Y)|Yfy?))"
    r"|(?P<ago>N?yA|XN?y|AN?y(?!A))"
    r"|(?P<absolute>W?o?(?:yo?)?Yy?W?)"
    r"|(?P<relative>W?o?R[Wf]?(?:y|f(?=[^y]|$))W?)"
    r"|(?P<that>W?o?[STR]S?(?:y|fy?)W?)"
    r"|(?P<bare>W?o?yW?)"
)
PART = re.compile(
    r"(?P<day>[NO](?:[-t&,]{1,2}N)?m?o?M(?!\w*[-]N-)|M[NO](?:-N)?(?![-]?[NYMmqQyhgxp])|M[NO](?=,?Y)|N-M-N)"
    r"|(?P<ending>(?:[FN]?N[mqQ]|R[mqQ]|R?N[mqQ]|y)o?t(?:E-?o?)?(?:M|C|[OF]q))"
    r"|(?P<months>M(?:[-t&]{1,2}M)?(?:m?p?))"
    r"|(?P<code>Cp?)"
    r"|(?P<first>FoN[mQ]p?|FN-?[mqQ]p?|NF[mQ]p?|N-?[mQ]p?)"
    r"|(?P<quarter>(?:[OFN]-?qp?)(?:-[OFN]-?q)?|[OFN]-[OFN]q)"
    r"|(?P<half>[OFN]-?[ghH]p?|h)"
    r"|(?P<season>Jm?)"
    r"|(?P<same>[ST]S?N?[pmqghQ]|R[pgh]|y-?A[pqmhg])"
    r"|(?P<relative>R[mq]p?|[qm]A)"
    r"|(?P<last>Eq)"
)
SPAN = re.compile(
    r"(?P<back>R(?:N|F)?-?(?:x|N-?[ymqQwdhg])|FR?N[x]|NR[ymqQwd])"
    r"|(?P<week>R[wd])"
    r"|(?P<ago>N?[mqQwdx]A|XN?[mqQwdx]|AN?[mqQwdx]|NxA)"
    r"|(?P<decade>Gy?)"
    r"|(?P<date>D)"
    r"|(?P<month>By?)"
    r"|(?P<today>H)"
    r"|(?P<todate>Z)"
    r"|(?P<lasting>N-?[yx])"
    r"|(?P<base>K)"
)
EDGE = re.compile(r"E-?o?")
EDGE_BEHIND = re.compile(r"-?o?m?E")
GLUE = re.compile(r"[o,(]{0,2}")
