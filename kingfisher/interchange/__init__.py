"""In and out of files: `files` opens them safely, `returns` makes entries and doubts of them, `copies` go out."""
