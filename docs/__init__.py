"""The handbook, and the one command that makes its generated pages again."""
