"""Minutes, in a pack or by themselves: who was there, what was agreed, votes."""
