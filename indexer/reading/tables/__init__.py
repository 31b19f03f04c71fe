"""Tables: found on the page, their cells and headers, joined overleaf."""
