"""Who is the family of a child as at a date: people, unions, births, care, homes and what lies between them?

A reading of the family's list and of the chronology, for the drawing of genograms. Nothing later than the day shows.
"""

from kingfisher.practice.kin_parts import Birth, Care, Generations, Household, Kin, KinPerson, Line, Spell, Union

__all__ = ["Birth", "Care", "Generations", "Household", "Kin", "KinPerson", "Line", "Spell", "Union"]
