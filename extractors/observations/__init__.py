"""Observations: what the mentions of a sentence say together. Nothing here knows a language."""
