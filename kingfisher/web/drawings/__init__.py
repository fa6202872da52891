"""The family drawn, for its pages: the pictures with their facts, the days on which they change, and copies of them."""
