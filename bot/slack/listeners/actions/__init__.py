"""Clicks on buttons and choices from lists."""
