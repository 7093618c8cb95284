"""Colours and marks of the charts, light and dark, and the settings that the server starts with.

The colours keep a contrast of 3:1 to both backgrounds (a test computes it) and stay apart for colour-blind readers;
shape carries the status and words carry the conflict, so that nothing hangs on colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass

BLUE = "#0072B2"
VERMILLION = "#D55E00"
GREEN = "#009E73"
PURPLE = "#AA3377"
GREY = "#767676"

GROUPS = (BLUE, VERMILLION, GREEN, PURPLE)
SHAPES = {"actual": "circle", "target": "diamond", "forecast": "triangle-up", "implied": "circle-open"}
# Fonts of the reader's own machine: a picture that is saved cannot hold the page's font, and would be laid out for it.
FONT = '"Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif'


@dataclass(frozen=True)
class Palette:
    """Colours of one mode.

    Attributes:
        paper: Background of page and chart.
        ink: Text.
        soft: Secondary text.
        grid: Grid lines.
        band: Fill of ranges and bands.
        groups: Colours of sides and speakers, four at most.
        rest: Colour of everything else.
    """

    paper: str
    ink: str
    soft: str
    grid: str
    band: str
    groups: tuple[str, ...] = GROUPS
    rest: str = GREY


LIGHT = Palette(paper="#FFFFFF", ink="#1B2430", soft="#566070", grid="#E7EAEE", band="rgba(86,96,112,0.16)")
DARK = Palette(paper="#0E1117", ink="#E8EBEF", soft="#A3ACB9", grid="#262C36", band="rgba(163,172,185,0.20)")


def palette(mode: str | None) -> Palette:
    """The colours of the mode that the reader's page is in."""
    return DARK if mode == "dark" else LIGHT


# The same settings as .streamlit/config.toml, which counts only for a start inside the project folder.
SETTINGS: dict[str, object] = {
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "viewer",
    "client.showErrorDetails": "none",
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,  # dashboard.heap collects instead: not after every click
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 50,
    "theme.light.primaryColor": "#0067A3",
    "theme.light.backgroundColor": LIGHT.paper,
    "theme.light.secondaryBackgroundColor": "#F4F6F8",
    "theme.light.textColor": LIGHT.ink,
    "theme.light.linkColor": "#005F96",
    "theme.light.borderColor": "#DCE1E7",
    "theme.dark.primaryColor": "#2E7CB3",
    "theme.dark.backgroundColor": DARK.paper,
    "theme.dark.secondaryBackgroundColor": "#181D26",
    "theme.dark.textColor": DARK.ink,
    "theme.dark.linkColor": "#6DB9E8",
    "theme.dark.borderColor": "#2B323D",
    "theme.baseRadius": "6px",
    "theme.showWidgetBorder": True,
    "theme.paddingTop": "2rem",
    "theme.headingFontSizes": ["2rem", "1.45rem", "1.15rem", "1.05rem", "1rem", "1rem"],
    "theme.metricValueFontSize": "1.7rem",
}
