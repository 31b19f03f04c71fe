"""Reads a pack the way a clerk does: what each page is, who says what, what is asked.

One door, `read_pack` in `pack`. Data flows one way through the rooms behind it: stamps and
the front sheet say what the document is and which page belongs to what; then each
page's text is cleaned and cut into blocks; then reports, minutes and tables are
understood from those. Nothing is imported here: a question needs `relations` alone, and
its answer would wait half a second for the patterns of all the others.
"""
