"""The tags of the design system, loaded for every page."""
