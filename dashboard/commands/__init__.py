"""The commands of `ikili`, one module a family: each adds its parsers and imports its backend only when it runs."""

FAMILIES = (
    "extracting",
    "explain",
    "ingesting",
    "watching",
    "archiving",
    "exporting",
    "importing",
    "official",
    "compare",
    "reviewing",
    "reextracting",
    "serve",
    "evaluate",
    "compiling",
    "check",
)
