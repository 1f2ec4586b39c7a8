"""Where the name of a company ends and the level begins: `Google L5-L6`, `Goldman Sachs VP`, `Scale AI ML Engineer`."""

import re

from guides.parsing.text import word_set

LEVEL_CODE = re.compile(r"\(?(?:[A-Z]{1,4}-?\d[\w/+–—-]*|\d[\d/+–—-]*|I{1,3}|IV|V)[),]?", re.ASCII)
LEVEL_WORDS = word_set(
    """
    ai/ml analyst analytics android applied architect architecture associate avp backend band bi business chief cloud compliance
    consultant consulting cto customer cyber data datacenter de delivery design designer developer development devops director
    distinguished ds ec em embedded engagement engineer engineering enterprise entry evp executive experienced expert fellow field
    forward front-end frontend full-stack fullstack gm grade group hardware head ic identity implementation infra infrastructure
    integration intermediate intern ios it job junior lead level machine manager managing md member mid mid-level ml ml/ai mle mobile
    mts network officer operations ops partner payments pe performance pgm platform pm pm-t pmt pod portfolio principal product
    production professional program programme project qa quant quantitative rank reliability research researcher risk sa sci scientist
    sde sdm se security senior seniority site software
    sol solution strategist strategy solutions specialist sr sr. sre staff svp swe sysde system systems
    tech technical technology technologist title tl tpgm tpm trader trading ux vice vp
    """
)
SENIORITY = word_set(
    "junior mid senior sr sr. staff principal lead distinguished director vp avp svp evp md associate fellow level grade band"
)
# Words that end some companies' names and begin some roles: `Jump Trading Senior SWE`, `Citadel Trading Systems Engineer`.
EITHER = word_set("ai cloud trading research systems security payments data digital ml health labs")
# Names of one word that need no second: what follows them is a level, though its first word may be of no level's usual words.
ONE_WORD = word_set(
    """
    accenture adobe adyen airbnb airtable airwallex akamai alibaba alphabet amazon amd amex anduril ansys anthropic apple arm asana
    asml atlassian autodesk aws baidu balyasny barclays bcg binance blackrock block bloomberg bolt booking.com bosch box brex broadcom
    bytedance canva chime cisco citadel citi citigroup cloudflare coinbase cohere confluent coursera criteo crowdstrike cruise
    databricks datadog deel dell deloitte discord dlocal docusign doordash dropbox duolingo ebay elastic ericsson etsy exoduspoint
    expedia ey facebook figma fiserv flexport freshworks garmin genentech github gitlab glean goldman google grab gusto hashicorp here
    honeywell hooli hp hsbc hubspot ibm imc infosys ing instacart intel intercom intuit jpmorgan klarna kpmg kraken lemonade linear
    linkedin lockheed lucid lyft mastercard mckinsey mercury meta microsoft miro mistral mongodb monzo n26 nasdaq netflix nium northrop
    notion novartis nubank nutanix nvidia okta openai optiver oracle palantir paypal perplexity pfizer pinterest plaid point72 postman
    pwc qualcomm quantinuum ramp rapyd recursion reddit remitly revolut rippling rivian roblox roku salesforce samsung sap schneider
    scale sentinelone servicenow shopee shopify siemens slack snap snowflake snyk sofi sony spacex splunk spotify square stripe
    stubhub tableau target tencent tesla thoughtworks tiktok toast tomtom twilio twitch twitter uber ubs unity vercel verizon visa
    vmware volvo walmart waymo wise wiz wix workday xai yahoo yelp zalando zapier zendesk zillow zipline zoom zoox zscaler
    """
)
# Second words of well-known names: `Meta Reality Labs Research Scientist`.
PARTS = word_set(
    "cloud reality robotics ads health fair deepmind quantum global web capital securities bank federal ventures studios labs energy"
)
# Well-known names that end in a word with which levels begin.
WHOLE = (
    "hudson river trading",
    "jump trading",
    "five rings",
    "citadel securities",
    "walmart global tech",
    "amazon web services",
    "google cloud",
    "meta reality labs",
    "scale ai",
)
ROLE_AFTER_AI = word_set("engineer engineering researcher research scientist pm product manager platform")


def split_company(text: str) -> tuple[str, str]:
    """Company and level. The first word always belongs to the company."""
    words = text.split()
    for name in WHOLE:
        if text.lower().startswith(f"{name} "):
            return text[: len(name)], text[len(name) + 1 :].strip()
    for place in range(1, len(words)):
        if begins_level(words, place) or begins_unusual_level(words, place):
            return " ".join(words[:place]), " ".join(words[place:])
    return text.strip(), ""


def begins_unusual_level(words: list[str], place: int) -> bool:
    """`SpaceX Flight Software Engineer`: an unusual word and a role after a name of one word, unlike `Google Quantum AI L5`."""
    rest = words[place:]
    if place != 1 or bare(words[0]) not in ONE_WORD or len(rest) < 2:
        return False
    following = next((number for number in range(1, len(rest)) if begins_level(rest, number)), None)
    return following is not None and rest[0][:1].isupper() and is_role(rest[following]) and bare(rest[0]) not in EITHER | PARTS


def is_role(word: str) -> bool:
    """Whether a word names what one does, and not how high."""
    return bare(word) in LEVEL_WORDS - SENIORITY - EITHER


def is_company(name: str) -> bool:
    """Whether a name begins as names do, and not with a level or a role."""
    first = name.split(" ")[0]
    return first[:1].isupper() and bare(first) not in LEVEL_WORDS and not LEVEL_CODE.fullmatch(first)


def begins_level(words: list[str], place: int) -> bool:
    word = bare(words[place])
    if word in EITHER:
        return not ends_a_company(words, place)
    return word in LEVEL_WORDS or LEVEL_CODE.fullmatch(words[place]) is not None or words[place].startswith("(")


def ends_a_company(words: list[str], place: int) -> bool:
    """Whether a level begins right after a word that could belong to either."""
    if place + 1 == len(words):
        return True
    following = bare(words[place + 1])
    if words[place].lower() == "ai":
        return following not in ROLE_AFTER_AI
    return following in SENIORITY or LEVEL_CODE.fullmatch(words[place + 1]) is not None


def bare(word: str) -> str:
    return word.strip("(),;").lower()
