"""Mentions: spans of a text that name something, normalised and language-free."""
