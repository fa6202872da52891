"""Finding people by near spelling and by sound, so that nobody opens a second record for a child already known."""

from collections.abc import Iterable

from rapidfuzz import fuzz

_CODES = {
    letter: code
    for code, letters in {"1": "bfpv", "2": "cgjkqsxz", "3": "dt", "4": "l", "5": "mn", "6": "r"}.items()
    for letter in letters
}
NEAR = 84.0  # of 100: "Marsden" and "Marsdon" are near, "Marsden" and "Mason" are not


def sounds_of(names: Iterable[str]) -> str:
    """The sound of every word of the names, between spaces: " c400 m623 "."""
    codes = {sound(word) for name in names for word in name.replace("-", " ").replace("'", "").split()}
    return f" {' '.join(sorted(codes - {''}))} "


def sound(word: str) -> str:
    """A word's sound after Soundex (Russell 1918): its first letter and three digits; "" when it has no letters."""
    letters = [letter for letter in word.casefold() if letter.isascii() and letter.isalpha()]
    if not letters:
        return ""
    first = "c" if letters[0] == "k" else letters[0]
    digits, last = "", _CODES.get(letters[0], "")
    for letter in letters[1:]:
        code = _CODES.get(letter, "")
        if code and code != last:
            digits += code
        if letter not in "hw":
            last = code
    return (first + digits + "000")[:4]


def are_near(words: str, name: str) -> bool:
    """True if the words are a near spelling of the name or of part of it, in any order."""
    asked, held = words.casefold(), name.casefold()
    return fuzz.token_sort_ratio(asked, held) >= NEAR or fuzz.token_set_ratio(asked, held) >= NEAR


def share_a_sound(words: str, sounds: str) -> bool:
    """True if every word sounds like some word of the names whose sounds are given."""
    asked = sounds_of([words]).split()
    return bool(asked) and all(f" {one} " in sounds for one in asked)
