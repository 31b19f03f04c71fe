"""Models of language that run here, on the processor, from files that came with us:
one that embeds passages and questions, one that reads a passage for an answer."""
