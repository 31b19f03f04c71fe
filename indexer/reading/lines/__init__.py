"""Lines: cut, how they look, and the roles that a model learned to give them."""
