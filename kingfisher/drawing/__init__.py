"""Pictures: people and entries to accessible SVG."""
