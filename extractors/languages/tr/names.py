"""The plain form of an institution's name in Turkish: "Gümrük İdaresinin verilerine göre" names the Gümrük İdaresi.

Where an apostrophe sets the ending off, it has been left out before; official names are written without one.
"""

from __future__ import annotations

import re

# the case endings behind the possessive that closes the name of an institution ("Bakanlığı", "Kurumu", "Ofisi")
_ENDING = re.compile(r"(?<=\w{4}[ıiuü])n(?:[ıiuü]n|[ae]|[ıiuü]|[dt][ae]n?)$")


def nominative(name: str, institution: bool) -> str:
    """Return the name without a case ending behind its possessive.

    Args:
        name: The name as the text has it.
        institution: Whether it is an institution; a person's name stays as it is.
    """
    return _ENDING.sub("", name) if institution else name
