"""Saying: claims from what was found, in the pages' words or in a model's."""
