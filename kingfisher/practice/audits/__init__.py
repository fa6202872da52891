"""An audit of practice with one child or family, read from the steps recorded of it (paragraphs 39 to 43).

`instruments` are the questions asked, as versioned files; `steps` what may be recorded; `standing` where an audit has
got to; `agreement` how far two readers agree.
"""
