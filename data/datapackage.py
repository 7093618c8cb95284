"""The zip: three CSV files, `datapackage.json` (Frictionless) generated from the models, and a README.

Equal content is equal bytes: the files carry no clock, and the day in them is the newest day in the data.
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import fields
from hashlib import sha256
from typing import TYPE_CHECKING, Any, get_args

from data.claims import CLAIM_COLUMNS
from data.export import csv_of
from data.export_parquet import MODELS, plain_type
from data.export_series import SERIES_COLUMNS
from data.export_sources import SOURCE_COLUMNS

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from data.export import Dataset

TITLE = "Reported bilateral economic figures"
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
LOAD_PANDAS = (
    'pd.read_csv("claims.csv", dtype={"period": str}, parse_dates=["published"], keep_default_na=False, na_values=[""])'
)
LOAD_R = 'readr::read_csv("claims.csv", na = "", col_types = readr::cols(period = "c"))'
_FILES = {
    "claims": (CLAIM_COLUMNS, "claim_id", "One row a claim: who said which value about which period, and where"),
    "series": (SERIES_COLUMNS, "claim_key", "One row for each thing that claims are about"),
    "sources": (SOURCE_COLUMNS, "content_id", "The articles that the claims stand in"),
}
_EPOCH = (1980, 1, 1, 0, 0, 0)


def version_of(dataset: Dataset) -> str:
    """The dataset's version: hash of its claims and their reviews."""
    versions = dataset.claims["dataset_version"]
    return str(versions[0]) if versions else "empty"


def as_of(dataset: Dataset) -> str:
    """The newest day in the data."""
    days = [*dataset.claims["published"], *dataset.claims["first_seen"], *dataset.claims["reviewed_on"]]
    return max((day for day in days if day), default="")


def asked(dataset: Dataset) -> str:
    """The filter in words: field=value for each that was asked."""
    wanted = dataset.wanted
    given = {f.name: getattr(wanted, f.name) for f in fields(wanted)}
    return ", ".join(f"{name}={value}" for name, value in given.items() if value not in (None, False)) or "everything"


def citation(dataset: Dataset) -> str:
    """How to cite the file."""
    return f"{TITLE}, dataset version {version_of(dataset)}, data as of {as_of(dataset)} ({asked(dataset)}). ikili."


def datapackage(dataset: Dataset, contents: dict[str, bytes]) -> dict[str, Any]:
    """The descriptor; `contents` are the files that it describes."""
    return {
        "profile": "tabular-data-package",
        "name": "ikili-claims",
        "title": TITLE,
        "description": f"Claims from news about pairs of countries. Filter: {asked(dataset)}.",
        "version": version_of(dataset),
        "licenses": [LICENCE],
        "sources": [{"title": "News articles listed in sources.csv"}],
        "resources": [_resource(what, contents[f"{what}.csv"]) for what in _FILES],
    }


def _resource(what: str, content: bytes) -> dict[str, Any]:
    columns, key, description = _FILES[what]
    model = MODELS[what].model_fields
    return {
        "profile": "tabular-data-resource",
        "name": what,
        "path": f"{what}.csv",
        "title": what.capitalize(),
        "description": description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [field_schema(name, model[name]) for name in columns],
            "primaryKey": key,
            "missingValues": [""],
        },
    }


def field_schema(name: str, info: FieldInfo) -> dict[str, Any]:
    """Table Schema of one column, from its type and description."""
    options = get_args(info.annotation)
    optional = type(None) in options
    literal = next((o for o in (info.annotation, *options) if get_args(o) and isinstance(get_args(o)[0], str)), None)
    schema: dict[str, Any] = {"name": name, "type": plain_type(info.annotation), "description": info.description or ""}
    constraints: dict[str, Any] = {} if optional else {"required": True}
    if literal is not None:
        constraints["enum"] = list(get_args(literal))
    if constraints:
        schema["constraints"] = constraints
    return schema


def readme(dataset: Dataset) -> str:
    """What is in the zip, how to cite it and how to load it."""
    return f"""# {TITLE}

Each row of `claims.csv` is one claim: a value that somebody stated in a news article, about a period, on a day.
Claims contradict each other; nothing is averaged and nothing is a truth.

| file | rows | what |
| --- | ---: | --- |
| claims.csv | {len(dataset.claims["claim_id"])} | {_FILES["claims"][2]} |
| series.csv | {len(dataset.series["claim_key"])} | {_FILES["series"][2]} |
| sources.csv | {len(dataset.sources["content_id"])} | {_FILES["sources"][2]} |
| datapackage.json | | every column: type, meaning, allowed values (Frictionless Table Schema) |

- Filter: {asked(dataset)}
- Data as of: {as_of(dataset)}
- Dataset version: {version_of(dataset)}

## How it was made

Figures were read from the articles by rules; `rule` names those that fired, `confidence` and `review` say how far a
row was checked. `value_lo` and `value_hi` are what the printed digits and words such as "nearly" allow; an empty end is
open.
`value_latest` in series.csv is the newest actual value that a person accepted, else the newest actual value.
Official figures beside a series are those of the named source; both sides are given where both report.

## Citation

{citation(dataset)}

## Loading

pandas:

    {LOAD_PANDAS}

R:

    {LOAD_R}

Empty cells are missing values; `period` is text. UTF-8 without byte order mark, comma, decimal point (RFC 4180).

## Licence

{LICENCE["title"]} for the table. Quotes belong to their publishers; the articles themselves are not included, `url`
leads to them.
"""


def zip_of(dataset: Dataset) -> bytes:
    """The zip as bytes."""
    contents = {
        f"{what}.csv": csv_of(getattr(dataset, what), columns).encode() for what, (columns, _, _) in _FILES.items()
    }
    descriptor = json.dumps(datapackage(dataset, contents), ensure_ascii=False, indent=2) + "\n"
    contents |= {"datapackage.json": descriptor.encode(), "README.md": readme(dataset).encode()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
