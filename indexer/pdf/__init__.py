"""A file to pages: each read, and each page drawn, in a child process with limits.

`prepare` in `indexer.prepared`, `page_picture` and `print_pages` in `indexer.pdf.pictures` are the
doors for everybody else: what a file does to the process that opens it stays in that process.

    files       whether a file may be read at all, and its fingerprint
    children    the child processes: started, reused, ended
    child       what such a process runs
    limits      what it may spend, and where in the file it is
    read        every page by pypdf; what that cannot unpack by PDFium
    letters     PDFium: opened, a page's letters
    ocr         pages that are pictures
    pictures    the pages that people are shown or print
    drawing     the same, in the child
"""

from __future__ import annotations

from indexer.pdf.pdf_files import file_sha256

__all__ = ["file_sha256"]
