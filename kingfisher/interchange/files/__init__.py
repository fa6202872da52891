"""Agencies' files, opened safely: each row with its place in the file, and what could not be read."""
