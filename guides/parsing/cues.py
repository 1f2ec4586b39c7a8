"""Words in a sentence of strategy that say what the numbers after them are: to say, to take, to refuse below, or none of these."""

import re
from dataclasses import dataclass

# kind, name, pattern. Where two begin at one place, the longer one counts.
CUES = (
    ("walk_away", "walk away below", r"walk[- ]away(?: (?:floor|point|number|threshold))?(?! from\b)"),
    ("walk_away", "do not accept below", r"(?:do not|don't|never|not) (?:accept|go|settle)(?: \w+){0,2} (?:below|under|less than)"),
    ("walk_away", "decline below", r"(?:decline|reject|refuse|leave|pass on)(?: \w+){0,3} (?:below|under)"),
    ("accept", "accept at", r"\baccept(?:able|ing|s)?(?:[- ]at)?(?: (?:floor|no lower than|no less than|if|when|at|only))*"),
    ("accept", "floor", r"\bfloor\b"),
    ("accept", "settle for", r"\bsettle (?:at|for)\b|\bminimum acceptable\b|\bbottom line\b"),
    ("none", "written floor", r"\bwritten floor\b"),
    ("anchor", "guaranteed floor", r"\b(?:guaranteed(?: PnL| TC| comp)?|PnL) floor\b"),
    ("anchor", "open at", r"\bopen(?:ing)? (?:at|with|ask|number)\b"),
    ("anchor", "anchor at", r"\banchor(?:ed|ing|s)?\b(?! against)"),
    ("anchor", "target", r"\btarget(?:ing|s)?\b(?! bonus)"),
    ("anchor", "push for", r"\bpush(?:ing)?\b"),
    ("anchor", "I need", r"\bI(?:'d| would| will|'ll)? (?:need|like|want|expect|propose|ask)\b|\bI'm (?:asking|seeking|looking|requesting)\b"),
    ("anchor", "I am", r"\bI am (?:asking|seeking|looking|requesting|targeting)\b"),
    ("anchor", "request", r"\brequest(?:ing)?\b|\bdemand(?:ing)?\b|\bask(?:ing)? for\b|\baim(?:ing)? for\b|\bseek(?:ing)?\b|\blooking for\b|\bgo for\b"),
    ("anchor", "counter with", r"\bcounter(?:ing)? (?:with|at)\b"),
    ("anchor", "start at", r"\bstart(?:ing)? (?:at|with|from)\b"),
    ("anchor", "negotiate at", r"\bnegotiate\b(?=[^.;$£€₹₪]{0,40} (?:at|a|an) )"),
    ("anchor", "must reflect", r"\bmust (?:reflect|be|reach)\b|\bto (?:choose|join|leave|sign)\b"),
    ("none", "rival offer", r"\bcompeting (?:\w+ ){0,3}?(?:offers?|packages?)\b|\boffers? (?:from|at|of)\b|\balternatives?\b|\bholding\b|\bweighing\b"),
    ("none", "rival offer held", r"\b(?:I|I've|have|has|got|hold) (?:have |got )?an? (?:[\w/.&'-]+ ){0,6}offer\b|\bmy current\b|\bcurrently (?:earn|make|at)\b"),
    ("none", "against", r"\b(?:anchor|benchmark)(?:ed|ing)? against\b|\bcompar(?:e|ed|ing) (?:to|with)\b|\bcit(?:e|ing)\b|\breferenc(?:e|ing)\b"),
    ("none", "employer", r"\b(?:will|may|might|would|could|typically|usually|often|likely) (?:likely |probably |typically |initially )?(?:counter|open|respond|come back|offer|start|propose|land)\b"),
    ("none", "expected", r"\bexpect (?:them|the|a|an|[A-Z]\w+)\b|\bcounter(?:ing)? any\b|\blanding zone\b|\binitial offers?\b|\bmid-?point\b"),
)  # fmt: skip
ALL = re.compile("|".join(f"(?P<c{number}>{pattern})" for number, (_, _, pattern) in enumerate(CUES)), re.IGNORECASE)
CONDITIONAL = re.compile(
    r"\bif (?:the |their |your )?(?:base|total comp|total|comp|salary|equity|stock|they|rsus?|options|offer|budget|bonus|it|recruiter|company|employer|that|not|cash|sign)\b",
    re.IGNORECASE,
)
BARE_ASK = re.compile(r":\s*(?=[$£€₹₪]|[A-Z]{1,3}\$|(?:EUR|GBP|CHF|USD) ?\d)")


@dataclass(frozen=True)
class Cue:
    kind: str
    name: str
    start: int
    end: int


def cues(sentence: str) -> list[Cue]:
    """The cues of a sentence in order. After "if the base is capped …" no ask is an anchor any more."""
    found = [cue_of(match) for match in ALL.finditer(sentence)]
    conditional = CONDITIONAL.search(sentence)
    if conditional and not any(
        cue.kind == "accept" and cue.start < conditional.end() + 1 and cue.end >= conditional.start() for cue in found
    ):
        found = [Cue("none", "conditional", cue.start, cue.end) if is_late_ask(cue, conditional) else cue for cue in found]
        found.append(Cue("none", "conditional", conditional.start(), conditional.end()))
    elif not found and (ask := BARE_ASK.search(sentence)):
        found = [Cue("anchor", "bare ask", ask.start(), ask.end())]
    return sorted(found, key=lambda cue: cue.start)


def is_late_ask(cue: Cue, conditional: re.Match) -> bool:
    return cue.kind == "anchor" and cue.start > conditional.start()


def cue_of(match: re.Match) -> Cue:
    kind, name, _ = CUES[int(match.lastgroup[1:])]
    return Cue(kind, name, match.start(), match.end())
