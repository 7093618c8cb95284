"""A zip with one file of official values in it -> that file; bounded, whatever the zip says of its sizes."""

from __future__ import annotations

import io
import zipfile

from extractors.errors import IkiliError

_DATA = (".csv", ".tsv", ".txt", ".json", ".xml", ".xlsx")
_WORKBOOK = "[Content_Types].xml"  # a workbook is a zip, too, and is not unpacked
LARGEST = 500_000_000


def unpacked(content: bytes, name: str) -> tuple[bytes, str]:
    """Return the content and name of the one file in a zip; anything that is no zip comes back as it is.

    Raises:
        IkiliError: The zip is broken, has no such file or several, or is too large.
    """
    if not content.startswith(b"PK\x03\x04"):
        return content, name
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            if _WORKBOOK in names:
                return content, name
            inside = [one for one in names if one.casefold().endswith(_DATA)]
            if len(inside) != 1:
                held = ", ".join(names[:5]) or "nothing"
                raise IkiliError(name, f"should hold one file of figures, holds {held}", "unpack it and give one file")
            with packed.open(inside[0]) as file:
                found = file.read(LARGEST + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise IkiliError(name, f"is a zip that cannot be read ({error})", "download the file again") from error
    if len(found) > LARGEST:
        raise IkiliError(name, f"unpacks to more than {LARGEST:,} bytes", "give a part of it")
    return found, f"{name}:{inside[0]}"
