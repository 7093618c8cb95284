"""The table: what fills it, where it lives, what is computed from it, how it leaves."""
