"""The command line: one module for a group of commands, and how a terminal looks."""
