"""Trackers, forward plans and decisions: the tables that are lists of records."""
