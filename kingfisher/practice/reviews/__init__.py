"""A review of practice, from the first notice to proof that practice changed, read from the steps recorded of it.

`steps` says what may be recorded; `standing` where the review has got to; `returns` what each agency was asked for and
has given; `learning` themes and recommendations; `measures` what a recommendation's measure is on a day.
"""
