"""Work that goes on by itself: one queue, one runner; visits, posts, alerts, news."""
