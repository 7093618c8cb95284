"""Language packs: tables of forms, and how words bend."""
