"""Forms sent: what was wrong, a question about an item, schedules."""
