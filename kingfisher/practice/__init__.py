"""Where things stand: pure readings of a chronology as at a date."""
