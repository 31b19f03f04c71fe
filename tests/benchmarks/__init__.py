"""Measurements too slow for the tests: ``make bench``. They print tables and assert
nothing about time."""
