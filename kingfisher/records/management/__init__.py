"""Server commands of the record."""
