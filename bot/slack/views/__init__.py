"""What is shown, as pure functions from values to slack_sdk blocks."""
