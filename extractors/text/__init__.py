"""Text: folding and sentences, offsets always in the original."""
