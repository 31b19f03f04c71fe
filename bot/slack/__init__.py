"""Packhorse in Slack: the only part that knows what Slack is."""

import logging

__all__ = ["log"]

log = logging.getLogger("packhorse.slack")
