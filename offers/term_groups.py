"""Which fields of a line are seen at once, and which on demand, by what the line is about."""

FIRST = ("base", "bonus", "sign_on", "equity", "pnl")
MAIN = {"pnl": ("percent", "scenarios"), "bonus": ("amount", "certainty"), "": ("component", "amount", "text")}
MAIN_LABELS = {
    "base": "Base salary",
    "bonus": "Bonus",
    "sign_on": "Sign-on",
    "equity": "Equity grant, whole amount over four years",
    "pnl": "PnL share, %",
}
LATER = ("A part that is paid later", ("deferral_percent", "deferral_months", "deferral_chance"))
PAID = ("When it is paid", ("schedule",))
REPAID = ("Paying it back if you leave", ("repayment_months", "repayment_method", "repayment_basis", "repayment_triggers"))
SHARES = ("Shares", ("kind", "price", "strike"))
VESTING = ("How it vests", ("schedule", "cliff_months"))
PNL = ("The PnL behind it", ("guarantee", "guarantee_role", "guarantee_years", "of", "payout", "netting", "loss_carry", "cut_offs"))
LENGTH = ("How long", ("months",))
LIMIT = ("The most that is paid", ("limit",))
ABOUT = {
    "base": ("currency", "period", "certainty", "text", "note"),
    "bonus": ("years_of_service", "percent", "percent_of", "currency", "period", "text", "note"),
    "sign_on": ("currency", "certainty", "text", "note"),
    "equity": ("units", "percent_of", "currency", "certainty", "period", "text", "note"),
    "pnl": ("amount", "currency", "certainty", "years_of_service", "text", "note"),
    "": ("percent", "percent_of", "currency", "certainty", "period", "years_of_service", "units", "note"),
}
# Of a line that may be anything, by what was chosen; of one where nothing is chosen yet, all.
GROUPS = {
    "base": (),
    "bonus": (LATER,),
    "sign_on": (PAID, REPAID),
    "equity": (SHARES, VESTING),
    "pnl": (PNL, LATER),
    "profit_sharing": (LATER,),
    "carry_bonus": (VESTING, LATER),
    "relocation": (PAID, REPAID),
    "make_whole": (PAID, REPAID, LATER),
    "retirement": (LIMIT,),
    "non_compete": (LENGTH,),
    "notice": (LENGTH,),
    "budget": (LIMIT,),
}
PLAIN = ("days_off", "remote", "title", "start", "other")
ALL = (("When it is paid or vests", ("schedule", "cliff_months")), LATER, REPAID, SHARES, PNL, LENGTH, LIMIT)


def main_fields(named: str) -> tuple[str, ...]:
    """What is seen at once, of a line whose component is fixed as `named`, or of one that may be anything ("")."""
    return MAIN.get(named, ("amount",))


def groups(named: str, chosen: str) -> list[tuple[str, tuple[str, ...]]]:
    """What is seen on demand, as (heading, fields). `chosen` is the component where the line may be anything."""
    about = ABOUT[named]
    if not named and chosen == "pnl":
        about += ("scenarios",)
    if not named and not chosen:
        return [("", about), *ALL[:-3], (PNL[0], ("scenarios", *PNL[1])), LENGTH, LIMIT]
    return [("", about), *GROUPS.get(named or chosen, ())]
