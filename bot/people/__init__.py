"""People: who may read what, and what is kept of them."""
