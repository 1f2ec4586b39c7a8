"""What the words of a strategy say of its amounts: to say first, to take, to refuse below, none of these, or that they tell a fact.

A phrase is words as they are typed, without endings (`anchor` is also `anchored`, `anchoring`). `~` stands for up to three words between,
a final `$` asks for an amount within five words, a final `:` for a colon. Phrases are parted by semicolons and lines.
"""

WALK_AWAY = """
walk away; walk-away; walkaway; walk $; walk if; walk when; walk unless; walk from any; walk from anything; walk from offer; walk:
walk away floor; walk-away floor; walk away point; walk-away point; walk away threshold; walk-away threshold; walk-away number
leave:; leave below; leave under; decline:; decline below; reject:; refuse:; pass:; pass below; pass under; no deal:; exit:
exit below
red line; reservation price; reserve price; line in the sand; dealbreaker; deal breaker; deal-breaker
"""
ACCEPT = """
accept; accept-at; accept the offer; accept an offer; accept any offer; accept offer; acceptable; acceptance; settle; settlement
settle point
sign; sign $; sign at; sign for; sign if; sign when; sign today; sign now; sign once; sign immediately; commit; withdraw
i'm in; i am in; count me in
close at; close for; close $; close:; close if; close when; realistic close; shake hands; say yes; get it done; get this done
close the deal
take $; take anything; take an offer; take it; take the deal; take the offer; take the package; number to take; live with; happy with
content with
comfortable with; comfortable at; comfortable moving; ready to land; ready to move; ready to proceed; willing to land; happy to land
prepared to land
floor; bottom line; lowest acceptable; minimum acceptable; my minimum; your minimum; the minimum i; the minimum you
the least i; the least you
minimum:; minimum $; minimum package; minimum offer
"""
# Only behind an amount: "… would be enough".
ENOUGH = "a yes; enough; competitive; workable; acceptable; work for me; seal it; do it; to yes; my signature"
ANCHOR = """
anchor; target; push; press for; insist on; hold at; hold firm; hold $; request; demand; seek; aim for; aim at; aim $; shoot for
look for
go for; go in; negotiate; ask for; ask:; ask $; my ask; your ask; opening ask; opening number; opener
open at; open with; open $; open:; start at; start with; start from; start $; begin at; begin with; begin $
counter at; counter with; counter ~ with; counter ~ at; counter:; counter $; counteroffer; counter-offer
close the gap; bridge the gap; respond with; respond $; reply with; reply $; answer with; come back $; come in at; stretch to
stretch for
lead $; lead on $; lead with $; propose; present $; quote $; name $; state $; say $; position $; put $; float $; signal $; set $
bring $
bump $; move $; get $; raise $; lift $; frame $; throw out $; make $; keep $
must reflect; must be; must reach; need to be; to choose; to join; can we do; could we do; can you do; could you do
can we ~ to; could we ~ to; can you ~ to; could you ~ to; my number; your number; my goal; your goal; my expectation; your expectation
i ~ need; i ~ like; i ~ want; i ~ expect; i ~ propose; i ~ ask; i ~ seek; i ~ look; i ~ request; i ~ target; i ~ hope; i ~ prefer
you want $; you need $
"""
NONE = """
anchor against; benchmark against; benchmarked against; compare to; compare with; cite; reference; mention; invoke; point to
appreciate; thank you for; thanks for; competing ~ offer; competing ~ package; offer from; offer at; offer of; offer in hand
alternative
holding; weighing; have a ~ offer; have an ~ offer; have a ~ ~ offer; got a ~ offer; got an ~ offer; hold a ~ offer; hold an ~ offer
i have $
my current; currently; i'm at; i'm on; i'm making; i'm earning; i am at; i am making; i am earning; i earn; i make
they; they'll; they'd; their; recruiter; hiring manager; expect; expected ~ counter; likely ~ counter; usual ~ counter
typical ~ counter
initial offer; initial counter; landing zone; sweet spot; realistic outcome; realistic range; counter any; counter anything
counter offer below
stretch:; initial:; fallback:; fallback $; fall back; current:; benchmark:; market:; comparables:; in case
"""
FACT = """
pay; earn; average; median; typical; typically; usual; usually; often; rarely; seldom; percentile; market rate; market range
market data; maximum
offer; is at; are at; sit at; stand at; will be at; range of; range from; band; midpoint; survey; posted; report; show; generate
drive; save
process; manage; revenue; valuation; raised; funding; fund; budget is; budget for; difference; gap; vs; versus; compound; equal
equivalent
which is; mean; is about; is roughly; is around; over ten year; over five year; over 10 year; over 5 year; each level; they
their; paid; spent; gave; competitor; rival; bump; brings first; brings total; put total; put first; make total; make your; make my
make it; worth up to
worth an extra; delta; increase; uplift; can reach; can hit; can exceed; can be; is fixed; is capped; is stuck; is firm; is tight
tight
ceiling; cost; forfeit; appreciate
"""
LESS = "below; under; beneath; less than; lower than; fewer than; short of; south of; not reach; not meet; not clear"
NEGATIONS = """
not; never; nothing; cannot; refuse; reject; decline; turn down; leave; pass; die; no deal; no offer; no package; no number
no signature
"""
REFUSALS = "walk; walk away; decline; leave; reject; refuse; pass; a no; a pass; no deal; turn it down; exit"
# After one of these another subject may have the word: "… because the market pays $240K".
SUBORDINATORS = "because; since; whereas; while; knowing; considering; even though; given that; which is; which are"
# What others do: a name, or the employer's people, before one of these.
ANSWERS = """
counter; open; respond; come; return; answer; reply; offer; start; propose; land; say; quote; pay; sit; stand; is; are; has; have
will; may; might; would; could; can; should; tend; typically; usually; often; likely; rarely; seldom; probably; initially; came; paid
offered; put; placed; quoted; priced
"""
ON_THE_WAY = "them; not; cannot; to; then; first; only; be; back; me; around; about"
MODALS = "will; may; might; would; could; typically; often; usually; likely; probably"
REPLIES = "counter; open; respond; come; return; answer; reply; offer; start; propose; land; say; quote"
OWN_VERBS = "is; are; has; can; could"  # "My target to join Acme is $250K", "Acme can afford $250K"
US = "i; you; we; candidates"
# Capitals that begin a sentence or a title, and no name.
NO_NAMES = """
i; you; we; i'd; i'll; i'm; my; your; the; a; an; this; that; it; if; in; at; for; on; and; or; but; so; then; where; what; which
here; there
when; once; anything; given; since; below; under; over; after; before; each; every; both; these; those; most; some; all; not
candidates
senior; staff; principal; lead; engineer; engineers; manager; managers; seniors; pms; level; grade; year; series; day; tier
"""
# "If you are in London", "if the role is remote": no condition on what they answer.
OUR_CASE = """
you; i; we; your; my; joining; hired; based; remote; in; at; for; on; applying; coming; relocating; living; role; position; job
"""
# "If pressed for a number": what they ask is no answer of theirs.
ASKED = "number; numbers; expectation; expectations; range; figure"
# Words behind a mark, or before it, that make it another word.
NOT_BEFORE = {
    "sign": "on; off; up; of; that; bonus",
    "close": "to; the",
    "target": f"bonus; can; has; pays; {MODALS}",
    "anchor": f"can; has; pays; {MODALS}",
    "push": f"can; has; pays; {MODALS}",
    "holding": "firm; at",
}
NOT_AFTER = {
    "floor": "pnl; guaranteed; comp; written; percentage",
    "initial offer": "my; your",
    "initial counter": "my; your",
}
