"""In and out of files: agencies' returns to entries and doubts, chronologies to documents."""
