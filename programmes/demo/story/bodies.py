"""The 24 organisations of Joined-Up Lives, its workstreams and its plans."""

from typing import NamedTuple


class Body(NamedTuple):
    key: str
    name: str
    kind: str
    area: str
    part: str
    signs: bool


BOROUGHS = ("Ashmere", "Kenbrook", "Northcroft", "Oakwell", "Tilbourne")
BODIES = (
    *(Body(f"{b.lower()}_ccg", f"{b} CCG", "commissioner", b, "Commissions; nominates lay partners", True) for b in BOROUGHS),
    *(Body(f"{b.lower()}_council", f"{b} Borough Council", "council", b, "Adult social care; its director nominates", True)
      for b in BOROUGHS),
    Body("st_brannocks", "St Brannock’s Hospitals Trust", "acute", "Ashmere and Kenbrook", "Hospital care; pays expenses", True),
    Body("vale_general", "Vale General Hospitals Trust", "acute", "Oakwell and Tilbourne", "Hospital care", True),
    Body("westbourne_mh", "Westbourne Mental Health Trust", "provider", "All five boroughs", "Mental health care", True),
    Body("vale_community", "Vale Community Health Trust", "provider", "All five boroughs", "Community care; nominates", True),
    Body("gp_federation", "Westbourne GP Federation", "primary_care", "All five boroughs", "General practice", True),
    Body("carers_circle", "Carers Circle", "charity", "All five boroughs", "Nominates; reaches carers", False),
    Body("ageing_well", "Ageing Well Alliance", "charity", "All five boroughs", "Nominates; reaches older people", False),
    Body("open_door", "Open Door Mental Health", "charity", "All five boroughs", "Nominates; trains peers", False),
    Body("sight_sound", "Sight & Sound Access", "charity", "All five boroughs", "Nominates; accessible papers", False),
    *(Body(f"healthwatch_{b.lower()}", f"Healthwatch {b}", "voice", b, "Nominates", False) for b in BOROUGHS),
)


class Stream(NamedTuple):
    """A workstream: its lead, the two of its pair, and when it first met."""

    key: str
    name: str
    lead: str
    a: str
    b: str
    meets: str
    first: str
    purpose: str
    weekday: int | None = None          # Monday is 0
    population: str = ""
    wanted: tuple[str, ...] = ()


STREAMS = (
    Stream("W1", "Population & Outcomes", "fairlea", "LP03", "LP04", "Alternate Mondays", "16 Sep 13",
           "Which groups of people the new care is for, and what they want from it.", 0, "", ("caring", "community", "research")),
    Stream("W2", "GP Networks", "pillay", "LP05", "LP06", "Alternate Tuesdays", "17 Sep 13",
           "How practices work together, so that care comes to the person.", 1, "long_term", ("primary_care", "using")),
    Stream("W3", "Provider Networks", "hethersett", "LP07", "LP08", "Alternate Wednesdays", "18 Sep 13",
           "How hospitals, community and mental health care act as one.", 2, "older", ("hospital", "mental_health", "using")),
    Stream("W4", "Commissioning, Governance & Finance", "dunderdale", "LP09", "LP10", "Alternate Thursdays", "26 Sep 13",
           "Who decides, who pays, and how money follows the person.", 3, "", ("money", "contracts")),
    Stream("W5", "Informatics", "venn", "LP11", "LP12", "Alternate Fridays", "20 Sep 13",
           "One record that people can see, and who else may see it.", 4, "", ("data", "using")),
    Stream("W6", "Workforce & Culture", "askew", "LP13", "LP14", "Monthly", "23 Sep 13",
           "The skills, roles and habits that joined-up care needs.", None, "", ("staff", "social_care")),
    Stream("W7", "Embedding Partnerships", "ruth", "LP01", "LP02", "Every two weeks", "19 Sep 13",
           "Across all the others: that lay partners are there, supported and heard.", None, "", ("meetings", "speaking_up")),
)
STREAM = {stream.key: stream for stream in STREAMS}

PLANS = {
    "PL1": "PL1 Population groups", "PL2": "PL2 GP network home-visit standard", "PL3": "PL3 Provider network governance",
    "PL4": "PL4 Pooled budget rules", "PL5": "PL5 Shared record and access rights",
    "PL6": "PL6 Lay partners in local roll-out",
}
