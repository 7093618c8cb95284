"""Makes the machine code of the extractor from its sources; nothing here runs while articles are read."""
