"""What every part speaks of: councils' bodies."""
