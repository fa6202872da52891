"""From rows to proposed entries and doubts: layout, dates, people, kinds, each suggestion with its reason."""
