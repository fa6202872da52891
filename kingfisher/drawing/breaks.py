"""Where may a word too wide for its place be broken? Between the parts of a compound, else between syllables.

A rule of thumb for English words and the names met in Britain, not a dictionary: a consonant goes with the vowel after
it, and letters that are said as one stay together. Never fewer than three letters stand on either side of a break.
"""

import re
import unicodedata
from functools import lru_cache

LEAST = 3  # letters on either side of a break
_VOWELS = frozenset("aeiou")
_NOT_AFTER = (*_VOWELS, "h", "")  # step-father, but Stepha-nie; South-field, but Sou-thamp-ton
_BEGIN = re.compile("grand|great|step|foster|half|god|safe|health|over|under|inter|north|south|east|west")
_END = re.compile(
    "(?:mother|father|parents?|brother|sister|daughter|child|children|visitor|worker|guard|hood|ship|thorne?|worthy?|wood|"
    "field|ford|land|stone|well|burn|bury|shire|smith|bridge|brooke?|stead|borough|burgh|combe|croft|dale|hurst|gate|"
    "side|house|street|road)$"
)
# Consonants that begin a syllable together; those that part where they stand by themselves: sis-ter, but feather-stone.
_TOGETHER = re.compile("[bcfgp][lr]|[dt]r|[ckpstwz]h|[st]w|s[cklmnpt]|kn|wr|qu")
_PART_ALONE = re.compile("s[ckmlnptw]")
_ENDING = ("x", "ck")  # these end one


@lru_cache(maxsize=4096)
def breaks(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Places (counted in letters from the beginning) where the word may be broken: the best, and the next best.

    The best are those between the parts of a compound, the next those between syllables; both in order, both empty for
    a word of fewer than six letters and for one that shows no syllables (a number, another script).
    """
    plain = "".join(unicodedata.normalize("NFD", letter)[0] for letter in word).lower()
    places = [n for n in range(LEAST, len(word) - LEAST + 1) if not unicodedata.combining(word[n])]
    begin, end = _BEGIN.match(plain), _END.search(plain)
    found = {begin.end()} if begin and plain[begin.end() :][:1] not in _NOT_AFTER else set()
    found |= {end.start()} if end else set()
    best = tuple(n for n in places if n in found and _can_stand(plain, n))
    between = set(_between_syllables(plain))
    good = tuple(n for n in places if n in between and _can_stand(plain, n))
    return best, good or best


def _can_stand(plain: str, at: int) -> bool:
    """True when there is a vowel to be said on both sides, and no sign but letters next to the break."""
    before, after = plain[:at], plain[at:]
    said = [n for n in range(len(plain) - plain.endswith("e")) if _is_vowel(plain, n)]
    letters = before[-1].isalpha() and after[0].isalpha()
    return letters and any(n < at for n in said) and any(n >= at for n in said)


def _between_syllables(plain: str) -> list[int]:
    found = []
    at = 0
    while at < len(plain):
        after = at + 1
        if _is_vowel(plain, at) and after < len(plain) and not _is_vowel(plain, after):
            between = _consonants(plain, after)
            if between.isalpha() and after + len(between) < len(plain):
                found.append(after + _kept(between))
            after += len(between)
        at = after
    return found


def _consonants(plain: str, at: int) -> str:
    end = next((n for n in range(at, len(plain)) if _is_vowel(plain, n)), len(plain))
    return plain[at:end]


def _kept(between: str) -> int:
    """How many of the consonants between two vowels stay with the first."""
    if between in _ENDING:
        return len(between)
    if _TOGETHER.fullmatch(between[-2:]) and not _PART_ALONE.fullmatch(between):
        return len(between) - 2
    return len(between) - 1


def _is_vowel(plain: str, at: int) -> bool:
    """True for a vowel as it is said here: y but at the beginning, w after a vowel where none follows (Haw-thorn)."""
    letter, after = plain[at], plain[at + 1 : at + 2]
    if letter == "y":
        return at > 0 and after not in _VOWELS
    if letter == "w":
        return at > 0 and plain[at - 1] in _VOWELS and after not in _VOWELS and after != ""
    return letter in _VOWELS
