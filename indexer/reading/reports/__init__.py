"""Reports: their sections, recommendations, what is exempt."""
