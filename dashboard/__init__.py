"""The two front doors: the web pages and the command line."""
