"""A Slack workspace on this machine, for tests: the Web API methods that the bot uses and
Socket Mode, with the rules of Slack's documentation, each with its source.
"""
