"""Forms: what was typed to values, with the words of each error. They write nothing."""
