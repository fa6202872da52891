"""What we hold, who may see it, who looked; and the only writers."""
