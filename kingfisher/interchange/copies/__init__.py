"""What goes out: the merged chronology in every format, copies without names, blank returns, queries."""
