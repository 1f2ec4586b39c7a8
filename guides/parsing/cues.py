"""Words in a sentence of strategy that say what the numbers after them are: to say, to take, to refuse below, or none of these."""

import re
from dataclasses import dataclass

# Kind, name, and the words that are the cue. Where two match at one place, the first in the list counts.
CUES = (
    ("walk_away", "walk away below", r"walk[- ]away(?: (?:floor|point|number|threshold))?(?! from\b)"),
    ("walk_away", "do not accept below", r"(?:do not|don't|never|not) (?:accept|go|settle)(?: \w+){0,2} (?:below|under|less than)"),
    ("walk_away", "decline below", r"(?:decline|reject|refuse|leave|pass on)(?: \w+){0,3} (?:below|under)"),
    ("walk_away", "below …, walk away", r"\bbelow\b(?=[^.;]{3,80}, (?:I'd |I'll |you should |be ready to )?(?:walk|decline|pass\b))"),
    ("accept", "accept at", r"\baccept(?:able|ing|s)?(?:[- ]at)?(?: (?:floor|no lower than|no less than|if|when|at|only))*"),
    ("accept", "if we reach", r"\bif (?:we|you) (?:can |could )?(?:reach|get to|meet|match|do|hit)\b(?=[^.;]{0,160}\bI(?:'ll| will)\b)"),
    ("accept", "floor", r"(?<!PnL )(?<!guaranteed )(?<!comp )(?<!written )\bfloor\b"),
    ("accept", "settle for", r"\bsettle (?:at|for)\b|\bminimum acceptable\b|\bbottom line\b"),
    ("none", "anchor against", r"\b(?:anchor|benchmark)(?:ed|ing)? against\b"),
    ("none", "compared with", r"\bcompar(?:e|ed|ing) (?:to|with)\b|\bcit(?:e|ing)\b|\breferenc(?:e|ing)\b"),
    ("none", "competing offer", r"\bcompeting (?:\w+ ){0,3}?(?:offers?|packages?)\b|\boffers? (?:from|at|of)\b"),
    ("none", "alternatives", r"\balternatives?\b|\bholding\b|\bweighing\b"),
    ("none", "offer held", r"\b(?:I|I've|have|has|got|hold) (?:have |got )?an? (?:[\w/.&'-]+ ){0,6}offer\b"),
    ("none", "current pay", r"\bmy current\b|\bcurrently (?:earn|make|at)\b"),
    (
        "none",
        "they will counter",
        r"\b(?:will|may|might|would|could) (?:likely |probably |typically |initially )?(?:counter|open|respond)\b",
    ),
    (
        "none",
        "they will offer",
        r"\b(?:will|may|might|would|could) (?:likely |probably |typically |initially )?(?:offer|start|propose|land)\b",
    ),
    ("none", "they often open", r"\b(?:typically|usually|often|likely) (?:counter|open|respond|come back|offer|start|propose|land)s?\b"),
    ("none", "expect them", r"\bexpect (?:them|the|a|an|(?-i:[A-Z])\w+)\b"),
    ("none", "they'll counter", r"\b(?:they|he|she|it|recruiter)(?:'ll| will| may| might)\b"),
    ("none", "counter any", r"\bcounter(?:ing)? any\b|\blanding zone\b|\binitial offers?\b|\bmid-?point\b"),
    ("anchor", "open at", r"\bopen(?:ing)? (?:at|with|ask|number)\b"),
    ("anchor", "anchor at", r"\banchor(?:ed|ing|s)?\b"),
    ("anchor", "target", r"\btarget(?:ing|s)?\b(?! bonus)"),
    ("anchor", "push for", r"\bpush(?:ing)?\b"),
    ("anchor", "I need", r"\bI(?:'d| would| will|'ll)? (?:need|like|want|expect|propose|ask)\b"),
    ("anchor", "I am asking", r"\bI(?:'m| am) (?:asking|seeking|looking|requesting|targeting)\b"),
    ("anchor", "request", r"\brequest(?:ing)?\b|\bdemand(?:ing)?\b|\bask(?:ing)? for\b"),
    ("anchor", "aim for", r"\baim(?:ing)? for\b|\bseek(?:ing)?\b|\blooking for\b|\bgo for\b"),
    ("anchor", "counter with", r"(?<!will )(?<!may )(?<!might )(?<!'ll )(?<!a )(?<!their )(?<!initial )\bcounter(?:ing)? (?:with|at)\b"),
    ("anchor", "start at", r"\bstart(?:ing)? (?:at|with|from)\b"),
    ("anchor", "negotiate at", r"\bnegotiate\b(?=[^.;$£€₹₪]{0,200} (?:at|of|from|a|an) )"),
    ("anchor", "must reflect", r"\bmust (?:reflect|be|reach)\b|\bto (?:choose|join|leave|sign)\b"),
)
ANY = re.compile("|".join(f"(?P<c{number}>{pattern})" for number, (_, _, pattern) in enumerate(CUES)), re.IGNORECASE)
SUBJECTS = (
    "base|total comp|total|comp|salary|equity|stock|they|rsus?|options|offer|budget|bonus|it|recruiter|company|employer|that|not|cash|sign"
)
CONDITIONAL = re.compile(rf"\bif (?:the |their |your )?(?:{SUBJECTS})\b", re.IGNORECASE)
BARE_ASK = re.compile(r":\s*(?=[$£€₹₪]|[A-Z]{1,3}\$|(?:EUR|GBP|CHF|USD) ?\d)")


@dataclass(frozen=True)
class Cue:
    kind: str
    name: str
    start: int
    end: int


def cues(sentence: str) -> list[Cue]:
    """The cues of a sentence in order. After "if the base is capped …" no ask is an anchor any more."""
    found = [cue_of(match) for match in ANY.finditer(sentence)]
    condition = CONDITIONAL.search(sentence)
    if condition and not any(is_accept_if(cue, condition) for cue in found):
        found = [Cue("none", "conditional", cue.start, cue.end) if is_late_ask(cue, condition) else cue for cue in found]
        found.append(Cue("none", "conditional", condition.start(), condition.end()))
    elif not found and (ask := BARE_ASK.search(sentence)):
        found = [Cue("anchor", "bare ask", ask.start(), ask.end())]
    return sorted(found, key=lambda cue: cue.start)


def is_accept_if(cue: Cue, condition: re.Match) -> bool:
    """ "Accept if total comp exceeds …": the condition is the number to take."""
    return cue.kind == "accept" and cue.start < condition.end() and cue.end >= condition.start()


def is_late_ask(cue: Cue, condition: re.Match) -> bool:
    return cue.kind == "anchor" and cue.start > condition.start()


def cue_of(match: re.Match) -> Cue:
    kind, name, _ = CUES[int(match.lastgroup[1:])]
    return Cue(kind, name, match.start(), match.end())
