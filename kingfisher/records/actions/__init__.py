"""The only writers: a verb, named arguments, `by=`; access is proved first, then everything in one transaction.

`at` is the day the practitioner acts, for access; left out, it is today.
"""
