"""One web page: its bytes as text, what it states about itself, and when it was published."""
