"""Events: messages, mentions, the app's Home, links, the stop button."""
