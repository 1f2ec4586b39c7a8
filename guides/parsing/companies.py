"""Where the name of a company ends and the level begins: `Google L5-L6`, `Goldman Sachs VP`, `Scale AI ML Engineer`."""

import re

from guides.parsing.text import word_set

LEVEL_CODE = re.compile(r"\(?(?:[A-Z]{1,4}-?\d[\w/+–—-]*|\d[\d/+–—-]*|I{1,3}|IV|V)[),]?", re.ASCII)
INITIALS = re.compile(r"[A-Z]{2,5}(?:/[A-Z]{2,5})?", re.ASCII)
LEVEL_WORDS = word_set(
    """
    ai/ml algo algorithm analyst analytics android applied appsec architect architecture associate autonomy avp backend band bi
    business chief cloud compliance consultant consulting core cto customer cyber data datacenter de delivery design designer developer
    development devops director distinguished ds ec em embedded engagement engineer engineering enterprise entry evp executive
    experienced expert fde fdse fellow field firmware forward front-end frontend full-stack fullstack game gameplay gm grade
    graphics group growth hardware head ic identity implementation infra infrastructure integration intermediate intern ios it job
    junior lead level lmts machine manager managing md member mid mid-level ml ml/ai mle mobile mts network officer operating
    operations ops partner payments pe performance pgm platform pm pm-t pmt pmts pod portfolio principal product production
    professional program programme project qa quant quantitative rank reliability research researcher risk sa sci scientist sde
    sdm se security senior seniority site smts software sol solution solutions specialist sr sr. sre staff strategist strategy svp
    swe sysde system systems tech technical technologist technology title tl tpgm tpm trader trading ux vice vp
    """
)
SENIORITY = word_set(
    "junior mid senior sr sr. staff principal lead distinguished director vp avp svp evp md associate fellow level grade band"
)
# Words that end some companies' names and begin some roles: `Jump Trading Senior SWE`, `Citadel Trading Systems Engineer`.
EITHER = word_set("ai cloud trading research systems security payments data digital ml group")
ONLY_UNKNOWN = word_set("solutions analytics software")  # these end only a name that is not known to stand alone
# Of these, the ones that end a name wherever a whole role follows: `Lam Research Data Engineer`, but `Acme Cloud Security Engineer`.
ENDINGS = word_set("trading research systems group")
WHOLE_ROLES = word_set(
    """
    ai android applied backend data designer devops em engineering executive fde frontend full-stack infrastructure ios machine
    member ml ml/ai mts pe platform pm product production program quant quantitative research sde sdm security site smts software
    solutions sre swe technical tpm ux vice
    """
)
GROUP_ROLES = word_set("pm pmt product program tpm engineering manager director lead design")  # `Group PM` is a level
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
    """
    ads alexa aws azure bank brain capital chase cloud concur deepmind eda electronics emc energy fair federal financial freight global
    grumman health holdings labs martin mellon meraki motors nitro pay quantum reality robotics sachs schwab sds securities song stanley
    studios ventures web x
    """
)
# Well-known names that end in a word with which levels begin.
WHOLE = (
    "abnormal security",
    "amazon web services",
    "ant group",
    "bae systems",
    "c3 ai",
    "character ai",
    "citadel securities",
    "cme group",
    "five rings",
    "global payments",
    "google cloud",
    "hewlett packard enterprise",
    "hudson river trading",
    "ibm research",
    "ig group",
    "imc trading",
    "inflection ai",
    "jump trading",
    "lloyds banking group",
    "man group",
    "meta reality labs",
    "microsoft research",
    "mistral ai",
    "ntt data",
    "ocado technology",
    "oracle cloud",
    "oracle health",
    "ping identity",
    "scale ai",
    "sea group",
    "shield ai",
    "stability ai",
    "together ai",
    "unitedhealth group",
    "walmart global tech",
    "walmart labs",
    "western digital",
)
ROLE_AFTER_AI = word_set("engineer engineering researcher research scientist pm product manager platform")


def split_company(text: str) -> tuple[str, str]:
    """Company and level. The first word always belongs to the company."""
    words = text.split()
    lowered = text.lower()
    for name in WHOLE:
        if lowered.startswith(f"{name} "):
            return text[: len(name)], text[len(name) + 1 :].strip()
    for place in range(1, len(words)):
        if begins_level(words, place) or begins_unusual_level(words, place):
            return " ".join(words[:place]), " ".join(words[place:])
    return text.strip(), ""


def begins_unusual_level(words: list[str], place: int) -> bool:
    """`SpaceX Flight Software Engineer`: an unusual word and a role after a name of one word, as `SAP CSA`, not `Google Quantum AI L5`."""
    rest = words[place:]
    if place != 1 or bare(words[0]) not in ONE_WORD:
        return False
    if len(rest) == 1 or LEVEL_CODE.fullmatch(rest[1]):
        return INITIALS.fullmatch(rest[0]) is not None and bare(rest[0]) not in EITHER | PARTS
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
    if word in EITHER or (word in ONLY_UNKNOWN and is_before_rank(words, place)):
        return not ends_a_company(words, place)
    return word in LEVEL_WORDS or LEVEL_CODE.fullmatch(words[place]) is not None or words[place].startswith("(")


def is_before_rank(words: list[str], place: int) -> bool:
    """`Foo Solutions Staff Engineer`, but not `Amazon Solutions Architect`."""
    return place == 1 and bare(words[0]) not in ONE_WORD and any(bare(word) in SENIORITY for word in words[2:3])


def ends_a_company(words: list[str], place: int) -> bool:
    """Whether a level begins right after a word that could belong to either."""
    if place + 1 == len(words):
        return True
    word, following = bare(words[place]), bare(words[place + 1])
    if following in SENIORITY or LEVEL_CODE.fullmatch(words[place + 1]):
        return True
    if word == "ai":
        return following not in ROLE_AFTER_AI
    if word == "group" and following in GROUP_ROLES:
        return False
    if place == 1 and bare(words[0]) in ONE_WORD:
        return False
    return word in ENDINGS and following in WHOLE_ROLES


def bare(word: str) -> str:
    return word.strip("(),;").lower()
