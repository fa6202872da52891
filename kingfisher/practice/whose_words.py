"""Is what a clause says said of this family as it is, or of a neighbour, another family or an adult's own childhood?"""

import re

_OTHERS = re.compile(
    r"^(?:(?:the|a|an|their|her|his|one|our) )?(?:(?:upstairs|downstairs|elderly|old) )?(?:neighbou?rs?|next door|"
    r"(?:another|other|different|unrelated) family|(?:\w+ )?(?:next door|friend) s)\b"
)
_ABOUT_OTHERS = re.compile(
    r"\b(?:about|of|for|regarding|at) (?:an? )?(?:neighbou?r s|next door|(?:another|other|unrelated) famil\w+)\b|"
    r"\b(?:flat|house|home|family|people) next door\b"
)
_FRIENDS = r"(?:friends?|cousins?|class ?mates?|colleagues?|sisters? in law|brothers? in law)"
_PARENTS = r"(?:mums?|mams?|mothers?|dads?|fathers?|parents?|nans?|grans?)"
_THEIRS = r"(?:baby|son|daughter|child|children|partner|boyfriend|girlfriend|husband|wife)"
_BESIDE_THE_FAMILY = re.compile(
    rf"^(?:(?:the|a|an|their|her|his|one|our|another|{_PARENTS} s) )?(?:\w+ )?{_FRIENDS}\b|"
    rf"^(?:the |her |his )?{_PARENTS} s (?:\w+ )?(?:sister|brother|aunt|uncle)s?\b|"
    rf"^(?:the |her |his |their )?(?:\w+ )?(?:sister|brother|aunt|uncle) s (?:new )?{_THEIRS}\b|"
    r"^(?:a|an|another|one|other|some) (?:\w+ )?(?:boys?|girls?|child|children|pupils?|parents?) (?:in|from|at|of) "
    r"(?:his|her|their|the|another) (?:class|school|nursery|group|street|gate|road)\b|"
    rf"^other (?:parents|children|families)\b|^(?:the )?(?:child ?minder|teacher|worker|nurse) s own {_THEIRS}\b"
)
_OF_WHOM = re.compile(
    rf"\b(?:neighbou?rs?|{_FRIENDS}|sister|brother|aunt|uncle) "
    r"(?:whose|who (?:has|have|is|are|was|were|had|lives?))\b"
)
_HERE = re.compile(  # words by which a friend or relative comes into this family's days
    r"\b(?:the (?:children|baby|family|home|house)|(?:look\w*|left) (?:\w+ )?(?:after|with)|minding|in charge|babys\w+|"
    r"moved in|mov\w+ (?:in )?with|stay\w*|living (?:there|with)|lives (?:there|with)|sleep\w*|overnight)\b"
)
_TELLS = re.compile(
    r"\b(?:say|says|said|report\w*|told|tells|heard|hears|saw|sees|seen|call\w*|rang|worr\w*|concern\w*|complain\w*|"
    r"states?|stated|describe\w*|found|finds|feeds?|fed|gives|gave|raised|contacted|alleg\w*|wrote|notic\w*)\b"
)
_TELLS_OF_THEM = re.compile(
    r"\b(?:say|says|said|report\w*|told|tells|heard|hears|saw|call\w*|rang|complain\w*|alleg\w*|raised|contacted)\b"
)
_WHEN_YOUNG = re.compile(
    r"\b(?:as an? (?:child|girl|boy|baby|teenager)|(?:own|in) (?:childhood|upbringing)|grew up|growing up|"
    r"when (?:she|he|they|mum|mam|dad|mother|father) (?:was|were) (?:a child|a teenager|young|younger|little|small|"
    r"at school|\d+|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen)|"
    r"years ago when (?:she|he|they))\b"
)
_AN_ADULT = re.compile(
    r"\b(?:mum|mam|mother|mums?|dad|dads|father|parents?|gran|nan|grandmother|grandfather|grandparents?|carer|partner|aunt|"
    r"uncle)\b"
)


_CAME_ALONG = re.compile(
    r"\b(?:told|tells|with|rang|phoned|informed|brought (?:in )?by|accompanied by|supported by|and|by|from) "
    r"(?:her |his |their |both )?(?:mum|mam|mother|dad|father|parents?|carers?)\b"
    r"(?! (?:who|s|is|are|was|were|has|had|have|feels?|felt|with|low|depressed|anxious|unwell|struggl\w+|suffer\w+)\b)|"
    r"\b(?:both )?parents (?:and \w+ )?(?:agree\w*|aware|present|supportive|informed|told|"
    r"consent\w*|attended|know|came|are doing)\b"
)


def without_who_came_along(words: str) -> str:
    """The words without parents who were only told, came with the child, or agreed: "told mother", "parents aware"."""
    return _CAME_ALONG.sub(" ", words)


def is_of_others(clause: str) -> bool:
    """True when a clause, as `in_words.words_of` gives it, is said of others (`is_beside_the_family`), or of what an
    adult of this family lived through as a child."""
    return is_beside_the_family(clause) or bool(_WHEN_YOUNG.search(clause) and _AN_ADULT.search(clause))


def is_beside_the_family(clause: str) -> bool:
    """True when a clause is said of a neighbour, a friend, another family or a relative beside this one.

    What they tell of this family is of this family, and so is what brings them into its days.
    """
    if _OF_WHOM.search(clause) or (_BESIDE_THE_FAMILY.search(clause) and not _HERE.search(clause)):
        return not _TELLS_OF_THEM.search(clause)
    return bool(_OTHERS.search(clause) or _ABOUT_OTHERS.search(clause)) and not _TELLS.search(clause)


def of_the_family(words: str) -> str:
    """The words without the clauses that are of others."""
    return " / ".join(clause for clause in words.split(" / ") if not is_of_others(clause))
