"""Words in a sentence of strategy that say what the numbers after them are: to say, to take, to refuse below, or none of these."""

import re
from dataclasses import dataclass

CLAUSE = r"(?:[^.;]|\.(?=\d))"
MONEY = r"(?:[$£€₹₪¥]|(?-i:[A-Z]{1,3}\$|[A-Z]{3} ?\d))"
LESS = r"(?:below|under|less than|lower than|short of|south of)"
REACHES = r"reach(?:es)?|hits?|gets? to|lands? at|exceeds?|moves? (?:up )?to|goes to|comes? (?:back |in )?(?:at|with)"
TAKE = r"(?:accept|sign|commit|close)"
RIVAL = r"\b(?-i:[A-Z])[\w.&'-]*(?: (?-i:[A-Z])[\w.&'-]*){0,3}(?:'s \w+)?"
OURS = r"(?:base|rsus?|psus?|options|salary|sign-on|signing|pnl|target|floor|total|tc|bonus|equity|stock|ask|anchor|my|your|the|this|that|it|accept|open|minimum|goal)\b"
PAYS = r"(?:is|are|sits?|stands?|pays?|offers?|offered|has offered|quoted)(?: me)?(?: at)?"
LIKELY = r"(?:likely |probably |typically |initially )?"
THEY_WILL = rf"\b(?:will|may|might|would|could) {LIKELY}"
NO_ANSWER = r"(?<!will )(?<!may )(?<!might )(?<!'ll )(?<!a )(?<!their )(?<!initial )"
MODAL = r"(?:will|may|might|should|would|can|cannot|can't|won't|typically|often|usually|has|pays)\b"  # after a company called Target
# Kind, name, and the words that are the cue. Where two match at one place, the first in the list counts.
CUES = (
    ("walk_away", "walk away from less", rf"walk(?:ing)?[- ]away from (?:any|offers?|anything)\b(?=[^.;]{{0,40}} {LESS}\b)"),
    ("walk_away", "walk away below", r"walk(?:ing)?[- ]away(?: (?:floor|point|number|threshold|price|line))?(?! from\b)"),
    ("walk_away", "walk below", rf"\bwalk(?=(?: (?:{LESS}|if|at)\b|:))"),
    (
        "walk_away",
        "do not accept below",
        rf"(?:do not|don't|never|not|nothing|won't) (?:accept|go|sign|take|consider|drop)(?: \w+){{0,2}} {LESS}",
    ),
    ("walk_away", "label", r"(?<![a-z] )\b(?:leave|decline|reject|refuse|pass|no deal)(?: below| under)?:"),
    ("walk_away", "do not settle below", rf"(?:do not|don't|never|not) settle(?: \w+){{0,2}} {LESS}"),
    ("walk_away", "accept nothing below", rf"accept (?:nothing|no offer)(?: \w+){{0,2}} {LESS}"),
    ("walk_away", "decline below", rf"(?:decline|reject|refuse|leave|pass on)(?: \w+){{0,3}} {LESS}"),
    (
        "walk_away",
        "below …, walk away",
        rf"\b{LESS} (?=[^.;a-z]{{0,6}}\d{CLAUSE}{{1,90}}?\b(?:walk|decline\b|pass\b(?! \w)|a no\b|no deal\b))",
    ),
    ("accept", "accept the offer", r"\baccept(?:ing)? (?:the|any|an) offers?(?: (?:at|of|if|when|once|above|over))*\b"),
    (
        "accept",
        "accept at",
        r"\baccept(?:able|ing|s|ance)?(?:[- ]at)?(?: (?:floor|threshold|no lower than|no less than|if|when|once|at|only))*",
    ),
    (
        "accept",
        "if we reach",
        rf"\bif (?:we|you) (?:can |could )?(?:reach|get(?: me| us)? to|meet|match|do|hit)\b(?={CLAUSE}{{0,160}}\bI(?:'|\b))",
    ),
    (
        "accept",
        "if they offer …, accept",
        rf"\bif (?:[\w'-]+ ){{1,4}}?(?:{REACHES}|offers?|meets?|is|are)\b(?! (?:capped|stuck|fixed|not|{LESS})\b)"
        rf"(?={CLAUSE}{{1,160}}, (?:then )?(?:just |I'll |I'd |you can )?"
        rf"(?:accept|sign|take (?:it|the)|commit|say yes)\b(?![^.;]{{0,120}}\d))",
    ),
    ("accept", "ready to sign", rf"\b(?:ready|willing|happy|prepared) to (?:{TAKE}|land|settle)\b"),
    (
        "accept",
        "the offer I'd sign",
        rf"\b(?:package|offer|number|deal) (?:that )?I(?:'d| would|'ll| will) {TAKE}(?: \w+){{0,2}} (?:is|are)\b",
    ),
    ("accept", "sign at", r"\b(?:sign|close)(?:ing)? (?:today |now )?(?:at|for|if)\b"),
    ("accept", "at …, I would sign", rf"\bat (?={MONEY}{CLAUSE}{{1,80}}?\bI(?:'d| would|'ll| will)? (?:gladly |happily )?{TAKE}\b)"),
    ("accept", "my minimum", r"\b(?:my|your|the) (?:\w+ )?minimum(?: \w+)? (?:is|should be|would be)\b|\bminimum(?= package|:)"),
    ("accept", "take", rf"\btake (?:anything |an offer )?(?:at |above |over |or )*(?={MONEY}|\d)"),
    ("accept", "glad to sign", rf"\b(?:glad|pleased) to {TAKE}\b"),
    ("accept", "floor", r"(?<!PnL )(?<!guaranteed )(?<!comp )(?<!written )\bfloor\b"),
    ("accept", "settle for", r"\bsettle (?:at|no lower than|for(?: no less than)?|around)\b|\bminimum acceptable\b|\bbottom line\b"),
    ("none", "anchor against", r"\b(?:anchor|benchmark)(?:ed|ing)? against\b"),
    ("none", "anchor on a rival's pay", rf"\banchor(?:ed|ing)? (?:on|to) (?!{OURS}){RIVAL} (?={MONEY})"),
    ("none", "compared with", r"\bcompar(?:e|ed|ing) (?:to|with)\b|\bcit(?:e|ing)\b|\breferenc(?:e|ing)\b"),
    ("none", "match a rival", r"\bmatch(?:ing)? (?-i:[A-Z])[\w.&'-]*"),
    ("none", "rarely moves", r"\b(?:rarely|seldom) (?:moves?|goes|pays?|exceeds?|rises?)\b"),
    ("none", "mention", r"\bmention(?:ing)?\b|\binvok(?:e|ing)\b|\bpoint(?:ing)? to\b"),
    ("none", "competing offer", r"\bcompeting (?:\w+ ){0,3}?(?:offers?|packages?)\b|\boffers? (?:from|at|of)\b"),
    ("none", "alternatives", r"\balternatives?\b|\bholding\b|\bweighing\b"),
    ("none", "offer held", r"\b(?:I|I've|have|has|got|hold) (?:have |got )?an? (?:[\w/.&'-]+ ){0,6}offer\b"),
    ("none", "current pay", r"\bmy current\b|\bcurrently (?:earn|make|at)\b"),
    ("none", "they will counter", rf"{THEY_WILL}(?:counter|open|respond|come back|return|answer|reply)\b"),
    (
        "none",
        "they should counter",
        rf"(?<!to )(?<!in )(?<!for )(?-i:(?=[A-Z])(?!You\b|I\b|We\b|Candidates\b))[\w.&'-]+ should {LIKELY}(?:counter|open|respond|come back)\b",
    ),
    ("none", "they will offer", rf"{THEY_WILL}(?:offer|start|propose|land)\b"),
    ("none", "they often open", r"\b(?:typically|usually|often|likely) (?:counter|open|respond|come back|offer|start|propose|land)s?\b"),
    ("none", "expect them", r"\bexpect (?:them|the|a|an|(?-i:[A-Z])\w+)\b(?: to \w+(?: at| with)?)?"),
    ("none", "they'll counter", r"\b(?:they|he|she|it|recruiter)(?:'ll| will| may| might)\b"),
    ("none", "their answer", r"\b(?:expected|likely|probable|typical|usual) (?:counter|response|answer|reply|offer)s?\b"),
    ("none", "I have a rival at", r"\bI have (?-i:[A-Z])[\w.&'-]* at\b"),
    ("none", "current pay", r"\bI(?:'m| am) (?:currently |now )?(?:at|on|making|earning)\b"),
    ("anchor", "label", r"\b(?:counter(?:-?offer)?|ask|goal|outcome|opener|proposal|number):"),
    ("anchor", "stretch to", r"\bstretch(?:ing)? (?:to|for)\b"),
    ("none", "stretch", r"(?<![a-z] )(?:stretch|initial|fallback|current)(?: \w+){0,2}:"),
    ("none", "counter any", r"\bcounter(?:ing)? any\b|\blanding zone\b|\binitial offers?\b|\bmid-?point\b"),
    ("none", "a rival pays", rf"(?-i:(?=[A-Z]))(?!{OURS}){RIVAL} {PAYS}(?= {MONEY})"),
    ("anchor", "open at", r"\bopen(?:ing)? (?:(?:the|your) \w+ )?(?:at|with|ask|number)\b"),
    ("anchor", "anchor at", r"\banchor(?:ed|ing|s)?\b"),
    ("anchor", "target", rf"(?<!% )\btarget(?:ing|s)?\b(?! bonus)(?! {MODAL})"),
    ("anchor", "push for", r"\bpush(?:ing)?\b|\bpress(?:ing)? for\b|\binsist(?:ing)? on\b|\bhold(?:ing)? (?:firm )?at\b"),
    (
        "anchor",
        "bring to",
        r"\b(?:bring|move|get|raise|lift) (?:the |your )?(?:base|salary|equity|rsus?|bonus|options|stock|total)(?: \w+)? to\b",
    ),
    ("anchor", "I need", r"\bI(?:'d| would| will|'ll)? (?:also |still |really |therefore )?(?:need|like|want|expect|propose|ask)\b"),
    ("anchor", "I am asking", r"\bI(?:'m| am) (?:also )?(?:asking|seeking|looking|requesting|targeting)\b"),
    ("anchor", "could we do", r"\b(?:can|could) (?:we|you) (?:do|get to|reach|make it|move to|come up to)\b"),
    ("anchor", "request", r"\brequest(?:ing)?\b|\bdemand(?:ing)?\b|\bask(?:ing)? for\b"),
    ("anchor", "aim for", r"\baim(?:ing)? for\b|\bseek(?:ing)?\b|\blooking for\b|\bgo for\b|\bshoot(?:ing)? for\b"),
    ("anchor", "counter with", rf"{NO_ANSWER}\bcounter(?:ing)? (?:with|at)\b"),
    ("anchor", "start at", r"\b(?:start|begin)(?:ing)? (?:(?:the|your) \w+ )?(?:at|with|from)\b"),
    ("anchor", "negotiate at", r"\bnegotiate\b(?=[^.;$£€₹₪]{0,200} (?:at|of|from|a|an|for|to|toward|towards) )"),
    (
        "anchor",
        "my number is",
        r"\b(?:my|your|the|an?) (?:\w+ )?(?:ask|number|goal|opener|opening|expectations?)(?: \w+){0,2} (?:is|are|should be|would be)\b",
    ),
    ("anchor", "lead with", rf"\b(?:lead with|propose|present|quote|name|state)\b(?= (?:an? )?(?:base (?:salary )?of )?{MONEY})"),
    ("anchor", "must reflect", r"\bmust (?:reflect|be|reach)\b|\bto (?:choose|join|leave|sign)\b"),
)


def one_of(table) -> str:
    """The pattern of any cue of a table. Every cue begins a word: other places need no look."""
    return rf"\b(?=\w)(?:{'|'.join(f'(?P<c{number}>{pattern})' for number, (_, _, pattern) in enumerate(table))})"


ANY = re.compile(one_of(CUES), re.IGNORECASE)
SUBJECTS = (
    "base|total comp|total|comp|salary|equity|stock|they|rsus?|options|offer|budget|bonus|it|recruiter|company|employer|that|not|cash|sign"
)
REFUSALS = "pressed|pushed|refused|denied|rejected|told|capped|countered|asked to"
# "If you are in London, …" is no condition on what the employer answers; "if Acme cannot …" is one.
CONDITIONAL = re.compile(
    rf"(?:\bif|^\W*should) (?:(?:the |their |your )?(?:{SUBJECTS}|{REFUSALS})\b|(?!I\b|You)(?-i:[A-Z])[\w.&'-]+ (?!at\b)\w)", re.IGNORECASE
)
# "Accept at $290K if equity is at least $720K": both numbers are to be taken together.
REACHED = re.compile(
    rf"if {CLAUSE}{{1,60}}?\b(?:{REACHES}|is|are|at least|includes?|adds?|stays?)\b(?! (?:capped|stuck|fixed|not|{LESS})\b)"
    rf"{CLAUSE}{{0,40}}?\d",
    re.IGNORECASE,
)
PARTED = re.compile(r";|—|, (?:but|and|or)\b|\bbut\b|\. ")
# Words that name the numbers before them: "$160K base is where I'd start".
BE = r"\b(?:is|are|would be|should be)"
WOULD = r"(?:'d| would|'ll| will)?"
NAMED_AFTER = (
    ("anchor", "is where I'd start", rf"{BE} where I{WOULD}(?: be happy to| like to| want to)? (?:start|open|begin|anchor)\b"),
    ("anchor", "is my ask", rf"{BE} (?:my|the|your) (?:\w+ )?(?:ask|target|anchor|number|opener|goal)\b"),
    ("anchor", "is what I need", rf"{BE} what I(?:'m| am|{WOULD}) (?:asking for|looking for|targeting|need|want|ask for)\b"),
    ("accept", "is my floor", rf"(?:{BE}|\bas) (?:my|the|your) (?:\w+ )?(?:floor|minimum|bottom line)\b"),
    ("accept", "at which you sign", rf"\bat which (?:I|you)(?: would|'d)? {TAKE}\b"),
    (
        "accept",
        "is a yes",
        rf"{BE} (?:a yes|acceptable|enough|competitive|workable)\b|\b(?:gets|would get) (?:me to sign|my signature|a yes)\b",
    ),
    ("accept", "works for me", r"\bworks for me\b"),
    ("accept", "is where I'd sign", rf"{BE} where I{WOULD}(?: be happy to| gladly| happily)? {TAKE}\b"),
    ("walk_away", "is my walk-away", rf"{BE} (?:my|the|your) walk-away\b"),
)
AFTER = re.compile(one_of(NAMED_AFTER), re.IGNORECASE)
RIVALS = ("a rival pays", "anchor on a rival's pay", "match a rival")
CLAUSE_END = re.compile(r"[;—]|(?<!vs)\. |, (?:but|so|which|while|and) |\"")
FACT = re.compile(
    r"\b(?:pays?|paid|paying|earns?|earning|averages?|averaged|median|typical(?:ly)?|usual(?:ly)?|often|percentile|market (?:rates?|range|median|data)"
    r"|fall(?:ing)? back|fallback|pushback|ceiling|maximum|offers?|(?:is|are|will be|sits?|stands?) at|(?:has |have )?offered|range of|ranges?|band|midpoint|survey\w*|posted|reported|shows?|generat\w+|drives?|sav(?:es?|ed)|process\w*|manag(?:es?|ed|ing)|revenue"
    r"|valu(?:ed|ation)|raised|funding|budgets?|difference|gap|vs\.?|versus|compounds?|equals|equivalent|which is|means|meaning"
    r"|is (?:about|roughly|around)|over (?:ten|five|10|5) years|each level|refer(?:ence|ring)|they|their|competitors?|rivals?|peers?|elsewhere|bumps?"
    r"|(?:brings?|put|bringing|putting|making|makes) (?:first|total|your|my|the|you|it)|worth (?:up to|an extra)|delta|increase|uplift|can (?:reach|hit|exceed|be))\b",
    re.IGNORECASE,
)
CLAUSE_OVER = re.compile(r";|, (?:so|but|then)\b")
CLAUSE_START = re.compile(r".*(?:;|—|, (?:and|but) |\. | and (?=keep|hold|treat|use|have))\s*", re.DOTALL)
OVERRIDING = ("is a yes", "is my floor", "at which you sign")


@dataclass(frozen=True)
class Cue:
    kind: str
    name: str
    start: int
    end: int


def cues(sentence: str, company: str = "") -> list[Cue]:
    """The cues of a sentence in order. After "if the base is capped …" no ask is an anchor any more."""
    found = [cue_of(match) for match in ANY.finditer(sentence) if not is_own_company(match, company)]
    found += named_after(sentence, found)
    small = sentence.lower()
    for condition in CONDITIONAL.finditer(sentence) if "if " in small or "should " in small else ():
        if not any(is_accept_if(cue, condition) for cue in found):
            found = [Cue("none", "conditional", cue.start, cue.end) if is_late_ask(cue, condition) else cue for cue in found]
            found.append(Cue("none", "conditional", condition.start(), condition.end()))
    return sorted(found, key=lambda cue: cue.start)


def governing(marks: list[Cue], sentence: str, start: int) -> Cue | None:
    """The last cue before an amount; what is said of others ends with their clause, what hangs on a condition does not."""
    cue = next((cue for cue in reversed(marks) if cue.start <= start), None)
    if cue and cue.kind == "none" and cue.name != "conditional" and CLAUSE_OVER.search(sentence, cue.end, start):
        return None
    return cue


def named_after(sentence: str, found: list[Cue]) -> list[Cue]:
    """The cues that stand behind their numbers, each put where its clause starts, if no cue stands before the numbers there."""
    named: list[Cue] = []
    end = 0
    for match in AFTER.finditer(sentence):
        clause = CLAUSE_START.match(sentence, end, match.start())
        whole, start, end = end, clause.end() if clause else end, match.end()
        kind, name, _ = NAMED_AFTER[int(match.lastgroup[1:])]
        if name in OVERRIDING or not any(cue.kind != "none" and whole <= cue.start < match.start() for cue in found):
            named.append(Cue(kind, name, start, start))
            found[:] = [cue for cue in found if name not in OVERRIDING or not start <= cue.start < match.start()]
    return named


def is_own_company(match: re.Match, company: str) -> bool:
    """Whether what looks like a rival's name is the employer's: "my target to join Acme is $250K"."""
    _, name, _ = CUES[int(match.lastgroup[1:])]
    word = company.split()[0] if company else ""
    return name in RIVALS and bool(word) and match[0].lower().split("'")[0].find(word.lower()) >= 0


def is_statement_of_fact(sentence: str, start: int, end: int) -> bool:
    """Whether the clause around an amount that no cue governs tells what others pay, what a thing costs or what adds up to what."""
    first = max((match.end() for match in CLAUSE_END.finditer(sentence, 0, start)), default=0)
    last = CLAUSE_END.search(sentence, end)
    return FACT.search(sentence, first, last.start() if last else len(sentence)) is not None


def is_accept_if(cue: Cue, condition: re.Match) -> bool:
    """ "Accept if total comp exceeds …", "walk away if the base is under …": the condition is the number to take or to refuse."""
    if cue.kind == "accept" and cue.start < condition.start() and REACHED.match(condition.string, condition.start()):
        return PARTED.search(condition.string, cue.end, condition.start()) is None
    return cue.kind in ("accept", "walk_away") and cue.start < condition.end() and cue.end + 1 >= condition.start()


def is_late_ask(cue: Cue, condition: re.Match) -> bool:
    return cue.kind == "anchor" and cue.start > condition.start()


def cue_of(match: re.Match) -> Cue:
    kind, name, _ = CUES[int(match.lastgroup[1:])]
    return Cue(kind, name, match.start(), match.end())
