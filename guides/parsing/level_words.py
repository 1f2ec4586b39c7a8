"""The words of roles, teams and grades, and those that end companies' names. A closed list: what stands in none of them may be a name."""

from guides.parsing.text import word_set

SENIORITY = word_set(
    """
    apprentice associate avp band chief confirmé cto director distinguished ed entry entry-level evp executive experienced fellow
    first-line grade graduate head ic intermediate intermédiaire intern jr jr. junior júnior lead leiter level managing md member
    mid mid-level midlevel partner pleno principal rank referent semi-senior senior senior+ seniority sr sr. staff svp sênior title
    vice vp
    """
)
RANKS = word_set("associate avp director evp md svp vice vp")  # of banks, whose technology is a team and no company
ROLES = word_set(
    """
    administrator advisor ae algo analyst android apm apm/rpm architect architecture autonomy ba ce compliance consultant consulting
    core csa cse csm da de delivery desarrollador desenvolvedor design designer dev developer development devex devops devsecops dm
    ds dx développeur ec em embedded eng eng. engagement engenheiro engineer engineer/pm engineering entwickler entwicklerin expert
    fde fdse field firmware forward front-end frontend full-stack fullstack game gameplay gm gpm graphics hardware hw implementation
    infosec ingeniero ingenieur ingénieur integration ios job lmts machine manager mgr ml ml/ai mle mlops mobile mpm mts network
    officer operating operations operator ops owner pe performance pgm planner platform pm pm-t pmm pmt pmts pod portfolio producer
    product production professional program programador programme programmer programmeur project qa qd qe qr qs quant quantitative
    quants re reliability research researcher resident rpm rs rsde sa sci scientist scrum sde sde/sre sdet sdm se seceng secops site
    sme smts specialist sre strategist strategy supervisor swe sys sysde system tam team technical technician technologist tester tl
    tlm tpgm tpm trader udvikler ui utvecklare ux uxd uxr verification web
    """
)
TEAMS = word_set(
    """
    accounting acquisition ads advanced advisory ai/ml algorithm algorithms analytical anti-fraud api applied appsec asic assurance
    avionics b2b backend billing brand business c# c++ capacity category checkout chip consumer content controls conversational
    corporate credit crm cryptography customer cyber cybersecurity data/ml database datacenter deployed detection
    developer-experience devrel dft digital-products distributed e-commerce ecosystem edge embedded equities experience
    experimentation fairness federal field-engineering finance financial-crime flight fpga fraud frontier fulfillment full
    general-purpose government gpu growth hci hft hi identity-and-access information infra infrastructure insights internal it/ot
    java kotlin kyc latency lending linux llm localisation localization low-latency machine-learning marketing marketplace merchant
    metrics modeling modelling monetization multimodal navigation nlp observability onboarding payroll people perception
    personalization policy pre-sales pre-training presales pricing privacy process procurement propulsion public public-sector
    python r&d ranking recommendation recommendations recommender regtech regulatory reinforcement retail revenue risk
    risk/compliance rtl rust safety sales scala scale-out search sec sector settlement silicon simulation soc subscription
    supply-chain support sustainability tax telemetry test testing threat tooling tools training treasury ui/ux underwriting user
    ux/ui validation vision vulnerability workflow workplace
    """
)
# Words with which a name may end and a role begin: `Jump Trading Senior SWE`, but `Citadel Trading Systems Engineer`.
STRONG_ENDINGS = word_set("ai cloud desk group research systems trading")
CLOSING_ENDINGS = word_set("logistics solutions technology trust")  # before which no name ends
WEAK_ENDINGS = word_set(
    "analytics data digital enterprise identity logistics payments security storage software solutions tech technology trust"
)
# Words that end names alone. Where one stands, a second ending belongs to the role: `Arista Networks Systems Engineer`.
NAME_ENDINGS = word_set(
    """
    aerospace bancorp bank capital company corp energy games health healthcare holdings inc lab laboratories labs materials media
    mobility motors networks partners pharma quantum robotics securities semiconductor services space streaming studios technologies
    therapeutics ventures
    """
)
# Words that make a role of the word before them: `Systems Engineer`, but `Epic Systems Team Lead`.
NOUNS = word_set(
    """
    administrator analyst analysts architect consultant dev developer development engineer engineering engineers lead
    manager operations ops programmer quant researcher scientist specialist strategist technologist trader
    """
)
# Words that, after a word of roles, end a name all the same: `Boston Consulting Group`, `Amazon Web Services`.
COMPLETING = word_set("corp group holdings inc laboratories partners services technologies")
# What follows a word that then belongs to the role: `Cloud Security Engineer`, `AI Research Scientist`, `Group Product Manager`.
ROLE_AFTER = {
    "ai": word_set(
        "architect developer engineer engineering infrastructure platform pm product research researcher resident safety scientist"
    ),
    "cloud": word_set(
        "architect data developer engineer engineering infrastructure network operations ops platform security solution solutions"
    ),
    "group": word_set("director manager pm pmt product program tpm"),
}
GENERAL = word_set(
    """
    4 5 a above all an any approx approx. approximate approximately average bank banks below best between big big-tech bulge
    bulge-bracket buy-side caveat closest common companies company comparable competing competitor competitors consultancies
    consultancy context corporate cross-industry direct directly early-stage employer employers equivalent equivalents external
    faang faang+ faang/maang fang fintech fintechs firm firms five four fund funds global-tech growth-stage hedge hyperscaler
    hyperscalers important incumbent incumbents industry industry-wide internal key ladder large large-cap larger late-stage leading
    legacy-bank levels like-for-like maang mag7 magnificent mamaa manga many mapping market market-wide mbb mid-cap mid-market
    mid-size mid-sized mid-tier most n/a na nearest new no none not note notes one organisation organisations organization
    organizations other others our own peer peers positioning pre-ipo private promotion public publicly range remember rivals role
    roles roughly saas scope sell-side series seven several silicon similar small smaller some standard start-up start-ups startup
    startups street summary takeaway tech the their three tier tier-1 tier-2 tier-one timeline tip tips title titles top top-10
    top-tier track traditional true typical typically unicorn unicorns unique usual usually valley varies various vendor vendors
    wall wide
    """
)
CONNECTIVES = word_set("& and da de del der di du el for la las le les los of on the van von y")
