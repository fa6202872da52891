"""Kingfisher: the working record of a local safeguarding partnership."""
