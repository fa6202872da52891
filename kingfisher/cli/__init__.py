"""Everything that works on files, with no database."""
