"""The questions themselves: one module each, its name the question's id everywhere."""
