"""Packhorse in Slack: the only part that knows what Slack is."""
