"""A country pair as an argument: two known codes in any order and case."""

from __future__ import annotations

import argparse


def parse(text: str) -> str:
    """Return the pair with its codes sorted, "rus-kgz" as "KGZ-RUS".

    Raises:
        ArgumentTypeError: It does not name two different known economies.
    """
    from difflib import get_close_matches

    from extractors.reference.countries import load

    codes = text.upper().split("-")
    if len(codes) != 2 or codes[0] == codes[1]:
        raise argparse.ArgumentTypeError(f"{text!r} is no pair: write two different codes, such as KGZ-RUS")
    for code in codes:
        if code not in load():
            near = " or ".join(get_close_matches(code, load(), n=3)) or "an ISO 3166 alpha-3 code such as KGZ"
            raise argparse.ArgumentTypeError(f"{code!r} is no economy we know: did you mean {near}?")
    return "-".join(sorted(codes))
