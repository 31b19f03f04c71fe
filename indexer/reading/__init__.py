"""Reads a pack the way a clerk does: what each page is, who says what, what is asked.

One door, `read_pack`. Data flows one way through the rooms behind it: stamps and
the front sheet say what the document is and which page belongs to what; then each
page's text is cleaned and cut into blocks; then reports, minutes and tables are
understood from those.
"""

from __future__ import annotations

from indexer.reading.pack import read_pack

__all__ = ["read_pack"]
