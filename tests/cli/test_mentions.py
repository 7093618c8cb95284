"""`ikili mentions`: what the packs read, one JSON object a line with the same fields for every kind."""

from __future__ import annotations

import pytest

from tests.cli.running import article, objects, run_ikili

FIELDS = ["article_id", "kind", "field", "start", "end", "text", "value", "value_max", "unit", "bound"]


def mentions_of(text: str, **changes: object) -> list[dict[str, object]]:
    run = run_ikili("mentions", feed=article("m", text, **changes))
    assert (run.returncode, run.stderr) == (0, "")
    return objects(run.stdout)


def the(found: list[dict[str, object]], kind: str) -> dict[str, object]:
    [only] = [entry for entry in found if entry["kind"] == kind]
    return only


def test_every_line_has_the_same_fields_and_its_own_slice() -> None:
    title, text = "Trade up 5%", "Putin said exports to Kyrgyzstan reached $1.2 billion in January-September."
    found = mentions_of(text, title=title)
    assert {"percent", "money", "place", "period", "indicator", "speaker"} <= {str(entry["kind"]) for entry in found}
    for entry in found:
        assert list(entry) == FIELDS
        source = title if entry["field"] == "title" else text
        assert source[entry["start"] : entry["end"]] == entry["text"]  # type: ignore[misc]


def test_values_of_each_kind() -> None:
    found = mentions_of(
        "Putin said that exports to Kyrgyzstan were over $1.2 billion in January-September, 4 to 5% more."
    )
    assert {key: the(found, "money")[key] for key in FIELDS[6:]} == {
        "value": 1_200_000_000, "value_max": None, "unit": "USD", "bound": "above",
    }  # fmt: skip
    assert (the(found, "percent")["value"], the(found, "percent")["value_max"]) == (4, 5)
    assert the(found, "period")["value"] == "2025-01/2025-09"
    place = next(entry for entry in found if entry["text"] == "Kyrgyzstan")
    assert (place["kind"], place["value"], place["unit"], place["bound"]) == ("place", "KGZ", None, None)
    assert the(found, "speaker")["value"] == "Putin"
    assert the(found, "indicator")["value"] == "exports"


@pytest.mark.parametrize(
    ("text", "value"),
    [("bin 700 şirket vardı", 1700), ("полтора миллиарда долларов", 1_500_000_000), ("1,700 firms", 1700)],
)
def test_every_number_is_a_mention_of_some_quantity(text: str, value: int) -> None:
    assert value in [entry["value"] for entry in mentions_of(text)]


def test_no_language_needs_to_be_said() -> None:
    for text in ("Geçen yıl 5 milyar dolar oldu.", "В прошлом году - 5 млрд долларов.", "It was $5 billion last year."):
        found = mentions_of(text)
        assert the(found, "money")["value"] == 5_000_000_000
        assert the(found, "period")["value"] == "2024"


def test_bad_lines_are_named_here_too() -> None:
    run = run_ikili("mentions", feed="{\n" + article("m", "$5 billion"))
    assert run.returncode == 1
    assert "standard input:1" in run.stderr
    assert objects(run.stdout)[0]["value"] == 5_000_000_000
