"""Whose a paper is and of which meeting: front sheets, agendas, heads."""
