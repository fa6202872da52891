"""The family drawn: a genogram as SVG, and the same facts in words."""
