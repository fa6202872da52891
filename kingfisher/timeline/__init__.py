"""What happened: dates, people and relationships, entries and their kinds, the chronology and its merging."""
