"""Words for who somebody is to somebody: mum, FOB, her sister, all 7. Found here, resolved in `family_roles`."""

import re
from collections.abc import Iterator
from functools import lru_cache

# Of which pregnancy they speak, the day says.
UNBORN = re.compile(r"(?:the |new )?(?:unborn(?: baby| child)?|baby)", re.IGNORECASE)
_NUMBER = r"(?:\d|two|three|four|five|six|seven|eight|nine)"
_ROLES: dict[str, str] = {
    "parents": r"(?:both )?parents|(?:mum|mam|mom) (?:and|&) dad",
    "mother": r"(?<!\ba )(?:mum(?:my)?|mam(?:my)?|mom|mother)|birth mother",
    "father": r"(?<!\ba )dad(?:dy)?|(?<!\ba )father|birth father|fob|father of (?:the )?(?:baby|child)",
    "mgm": r"mgm|maternal (?:grandmother|grandma|gran|nan)",
    "mgf": r"mgf|maternal (?:grandfather|grandad)",
    "mgps": r"mgps?|maternal grandparents",
    "pgm": r"pgm|paternal (?:grandmother|grandma|gran|nan)",
    "pgf": r"pgf|paternal (?:grandfather|grandad)",
    "pgps": r"pgps?|paternal grandparents|paternal family",
    "grandmother": r"nana?|nanna|gran(?:ny|dma|dmother|dmum)?",
    "grandfather": r"grand(?:ad|father|pa)",
    "aunt": r"aunt(?:ie|y)?|maternal aunt|paternal aunt",
    "uncle": r"uncle|maternal uncle|paternal uncle",
    "sister": r"(?<!ward )(?<!charge )sister",
    "brother": r"brother",
    "partner": r"partner|boyfriend|girlfriend|fiance|fiancé|husband|wife",
    "daughter": r"daughter",
    "son": r"son",
    "daughters": r"(?:both )?daughters",
    "siblings": r"siblings|sibs|(?:older |younger )?(?:brothers and sisters)",
    "children": rf"(?:all|both|(?P<count>{_NUMBER})) (?:the |of the |(?P<of>\d) )?"
    rf"(?:children|kids|bairns|siblings|pupils)|all (?P<all>{_NUMBER})\b",
    "some_children": r"children|kids|bairns|pupils",
    "others": r"(?:little|younger|older) ones",
    "unborn": r"unborn(?: (?:baby|child))?|ubb|pregnan(?:t|cy)|antenatal|foetal|fetal|gestation"
    r"|(?:anomaly|dating|growth) scan|(?<!ct )(?<!mri )scan|\d\d? ?(?:wk|week) scan|\d\d?/40|pre-?birth|pertussis|edd"
    r"|(?:going to be|becoming|become) an? (?:dad(?:dy)?|mum(?:my)?|father|mother|parent)"
    r"|(?:dad|mum|father|mother)-to-be",
    "cot": r"cot|moses basket",
    "family": r"family|folks|relatives",
    "baby": r"baby|newborn|new born|infant|babe in arms|live (?:birth|girl|boy)",
    "child": r"child|toddler|little (?:one|girl|boy)|infant|yp|young person",
}  # fmt: skip
_PATTERN = re.compile(
    r"(?:(?P<whose>his|her|own|their) (?:own )?)?(?<![A-Za-z0-9'’\-])(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in _ROLES.items())
    + r")(?P<owns>['’]s|s['’])?(?![A-Za-z0-9\-])",
    re.IGNORECASE,
)
# The words a role can begin with: only there is the long pattern tried.
_BEGINS = (
    "his her own their both parents mum mummy mam mammy mom mother birth dad daddy father fob mgm maternal mgf mgp "
    "mgps pgm paternal pgf pgp pgps nan nana nanna gran granny grandma grandmother grandmum grandad grandfather "
    "grandpa aunt auntie aunty uncle sister brother partner boyfriend girlfriend fiance fiancé husband wife daughter "
    "daughters son siblings sibs older younger brothers all two three four five six seven eight nine one children "
    "kids bairns pupils little unborn ubb pregnant pregnancy antenatal foetal fetal gestation anomaly dating growth "
    "scan pre prebirth pertussis edd baby newborn new infant babe live child toddler yp young going becoming "
    "become cot moses family folks relatives #"
)
_FIRST_WORDS = frozenset(_BEGINS.split())
_TOKEN = re.compile(r"[a-zà-ÿ]+|\d+(?=\s?/\s?40|\s(?:wk|week|of|the|children|kids|bairns|siblings|pupils)|(?:wk|week))")
_COUNTS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@lru_cache(maxsize=256)
def words_at(text: str) -> tuple[tuple[str, int], ...]:
    """The words of a text in lower case with where each starts; a number that may begin a role word is "#"."""
    low = text.lower()
    if len(low) != len(text):  # a few letters grow when lowered: keep the places right
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return tuple([("#" if (token := word[0])[0] <= "9" else token, word.start()) for word in _TOKEN.finditer(low)])


def role_words(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Every role word in the text, in order, with the role it names."""
    last = 0
    for word, start in words_at(text):
        if start < last or word not in _FIRST_WORDS:
            continue
        found = _PATTERN.match(text, start)
        if found is None:
            continue
        last = found.end()
        if found["father"] and found["father"].lower() == "fob" and not found["father"].isupper():
            continue  # a door fob
        yield next(role for role in _ROLES if found[role] is not None), found


def counted(match: re.Match[str]) -> int | None:
    """The number in "all 7" or "seven children"; None where no number is given."""
    words = (match["count"] or match["of"] or match["all"] or "").lower()
    if not words:
        return None
    return int(words) if words.isdigit() else _COUNTS.index(words)
