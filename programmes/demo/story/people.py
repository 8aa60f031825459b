"""The cast. All of them are invented."""

import unicodedata
from typing import NamedTuple


class Lay(NamedTuple):
    """A lay partner: what they bring in their own words, and how they are reached."""

    key: str
    name: str
    called: str
    area: str
    connection: str
    channel: str = "email"
    where: str = ""         # the phone number or postal address of those without e-mail


class Staff(NamedTuple):
    key: str
    name: str
    called: str
    job: str
    body: str = ""          # the key of the organisation they come from
    area: str = ""


LAY_PARTNERS = (
    Lay("LP01", "Margaret Osei-Bright", "Margaret", "Ashmere", "I care for my husband, who has dementia."),
    Lay("LP02", "Derek Halloran", "Derek", "Kenbrook", "I live with diabetes and arthritis, and chair my practice’s "
        "patient group."),
    Lay("LP03", "Shabnam Qureshi", "Shabnam", "Northcroft", "I am the parent and carer of a disabled son."),
    Lay("LP04", "Tom Wickenden", "Tom", "Oakwell", "I had a stroke six years ago and found my own way back home."),
    Lay("LP05", "Joyce Adeyemi", "Joyce", "Tilbourne", "I teach other people with diabetes what I have learnt."),
    Lay("LP06", "Brian Castellane", "Brian", "Ashmere", "I have COPD. Before that I kept the buses running.",
        "phone", "020 7946 0106"),
    Lay("LP07", "Nirmala Desai-Fox", "Nirmala", "Kenbrook", "A community nurse visits me twice a week."),
    Lay("LP08", "Patrick O’Dowda", "Paddy", "Northcroft", "I lead a group of people who use mental health services."),
    Lay("LP09", "Helen Marchbank", "Helen", "Oakwell", "I care for my mother, and was an accountant."),
    Lay("LP10", "Winston Delacroix", "Winston", "Tilbourne", "I am a renal patient, and was a union rep for thirty "
        "years."),
    Lay("LP11", "Aisha Rahmani", "Aisha", "Ashmere", "I am 24 and have sickle cell disease."),
    Lay("LP12", "Colin Featherway", "Colin", "Kenbrook", "I do not see well, and teach people to use computers."),
    Lay("LP13", "Rosa Benavides", "Rosa", "Northcroft", "Home carers help me to get up and go out."),
    Lay("LP14", "Gurdeep Sandhal", "Gurdeep", "Oakwell", "I care for my brother, who has a learning disability."),
    Lay("LP15", "Fiona Strathearn", "Fiona", "Tilbourne", "I have had multiple sclerosis for twelve years."),
    Lay("LP16", "Yusuf Karagoz", "Yusuf", "Ashmere", "I have heart failure and wish to be heard about it."),
    Lay("LP17", "Doreen Applegarth", "Mrs Applegarth", "Oakwell", "I live in a care home.",
        "post", "Room 12, Lime Court, Oakwell"),
    Lay("LP18", "Kwabena Mensah-Hill", "Mr Mensah-Hill", "Tilbourne", "I am 84 and live alone.",
        "phone", "020 7946 0118"),
    Lay("LP19", "Li-Na Chu", "Li-Na", "Kenbrook", "I go to a day centre, and use an interpreter."),
    Lay("LP20", "Stephen Prowse", "Steve", "Northcroft", "I live in a hostel."),
    Lay("LP21", "Amara Nwosu-Lee", "Amara", "Ashmere", "I am 18 and look after my mum.", "text", "07700 900121"),
    Lay("LP22", "Bridget Tannoy", "Bridget", "Oakwell", "I am Deaf and use British Sign Language."),
    Lay("LP23", "Harjit Bains-Moore", "Harjit", "Kenbrook", "I was told at 56 that I have dementia."),
    Lay("LP24", "Elif Demirsoy", "Elif", "Tilbourne", "I run a group of Turkish-speaking carers."),
    Lay("LP25", "Jack Ferribee", "Jack", "Northcroft", "I speak up for people with a learning disability, and am one."),
    Lay("LP26", "Pauline Greatorex", "Pauline", "Ashmere", "I cared for my father until he died."),
)
LEADERS = ("LP01", "LP02", "LP04", "LP08", "LP10", "LP15")      # the six who were there before anything was fixed

STAFF = (
    Staff("sam", "Sam Oduya", "Sam", "Programme manager"),
    Staff("ransome", "Dr Neville Ransome", "Neville", "Chair of the Partnership Board"),
    Staff("thornhaugh", "Gillian Thornhaugh", "Gillian", "Programme director"),
    Staff("ruth", "Ruth Calderbank", "Ruth", "Embedding partnerships manager"),
    Staff("jo", "Jo Penhallow", "Jo", "Independent facilitator"),
    Staff("fairlea", "Dr Imogen Fairlea", "Imogen", "Director of public health", "ashmere_council", "Ashmere"),
    Staff("pillay", "Dr Anand Pillay-Ross", "Anand", "GP", "gp_federation"),
    Staff("hethersett", "Carol Hethersett", "Carol", "Head of provider networks", "vale_community"),
    Staff("dunderdale", "Martin Dunderdale", "Martin", "Finance director", "st_brannocks"),
    Staff("venn", "Priya Venn", "Priya", "Chief information officer", "kenbrook_ccg", "Kenbrook"),
    Staff("askew", "Lorna Askew", "Lorna", "Director of human resources", "westbourne_mh"),
    Staff("admin", "Robin Ashdown", "Robin", "Looks after the system"),
)
SIGNATORIES = (
    Staff("sign_ashmere_ccg", "Dr Lucinda Farrow-Kent", "Lucinda", "Chair", "ashmere_ccg"),
    Staff("sign_kenbrook_ccg", "Dr Hamid Tolloway", "Hamid", "Chair", "kenbrook_ccg"),
    Staff("sign_northcroft_ccg", "Dr Oonagh Prestwood", "Oonagh", "Chair", "northcroft_ccg"),
    Staff("sign_oakwell_ccg", "Dr Ravi Chelliah-Stone", "Ravi", "Chair", "oakwell_ccg"),
    Staff("sign_tilbourne_ccg", "Dr Beatrix Lomond", "Beatrix", "Chair", "tilbourne_ccg"),
    Staff("sign_ashmere_council", "Geraldine Pym-Okoro", "Geraldine", "Director of adult social services", "ashmere_council"),
    Staff("sign_kenbrook_council", "Alastair Fenwright", "Alastair", "Director of adult social services", "kenbrook_council"),
    Staff("sign_northcroft_council", "Yvonne Marchetti", "Yvonne", "Director of adult social services",
          "northcroft_council"),
    Staff("sign_oakwell_council", "Desmond Quayle", "Desmond", "Director of adult social services", "oakwell_council"),
    Staff("sign_tilbourne_council", "Sunita Harcastle", "Sunita", "Director of adult social services", "tilbourne_council"),
    Staff("sign_st_brannocks", "Howard Illingby", "Howard", "Chief executive", "st_brannocks"),
    Staff("sign_vale_general", "Patience Ormerod", "Patience", "Director of partnerships", "vale_general"),
    Staff("sign_westbourne_mh", "Dr Callum Strand", "Callum", "Medical director", "westbourne_mh"),
    Staff("sign_vale_community", "Moira Tennent", "Moira", "Chief executive", "vale_community"),
    Staff("sign_gp_federation", "Dr Zainab Whitlock", "Zainab", "Chair", "gp_federation"),
)

FIRST_NAMES = ("Abena", "Alun", "Brenda", "Carlos", "Daksha", "Ewan", "Farida", "Gareth", "Hyacinth", "Imran", "Jean",
               "Kofi", "Lidia", "Maurice", "Noor", "Olive", "Pritam", "Queenie", "Roland")
LAST_NAMES = ("Abbott-Rao", "Bello", "Cranshaw", "Dhillon", "Eastmond", "Fonseca", "Garrity", "Huxtable", "Ivanova",
              "Jeavons", "Kowalczyk", "Lyle", "Mistry", "Nettleship", "Owusu", "Pargeter", "Rahim", "Sowerby", "Teague",
              "Umeh", "Vasquez", "Wetherell", "Yilmaz")
BOROUGHS = ("Ashmere", "Kenbrook", "Northcroft", "Oakwell", "Tilbourne")
BRINGS = ("I have several long-term conditions.", "I care for somebody in my family.", "I am over 75 and live at home.",
          "I use community nursing.", "I use mental health services.", "I volunteer at my surgery.",
          "I work, and have a long-term condition.")
MANY = 38                       # how many more sit in the Forum
NOT_BY_MAIL = 7                 # every seventh of them is reached by phone


def more_forum_members() -> list[Lay]:
    """The other 38 of the Forum, the same at every telling: each takes the next first name and the next last name."""
    found = []
    for n in range(MANY):
        first, last = FIRST_NAMES[n % len(FIRST_NAMES)], LAST_NAMES[n * 7 % len(LAST_NAMES)]
        phone = ("phone", f"020 7946 02{n:02}") if n % NOT_BY_MAIL == 3 else ("email", "")
        found.append(Lay(f"F{n + 27}", f"{first} {last}", first, BOROUGHS[n % 5], BRINGS[n % len(BRINGS)], *phone))
    return found


USERS = (
    ("manager", "sam", "programme manager"),
    ("sponsor", "ransome", "senior responsible owner"),
    ("director", "thornhaugh", "programme director: reads everything"),
    ("involvement", "ruth", "embedding partnerships manager, leads W7"),
    ("cochair", "LP01", "lay co-chair of the Advisory Group"),
    ("lay-w7", "LP02", "lay partner, Embedding Partnerships"),
    ("lay-w4", "LP10", "lay partner, Commissioning, Governance & Finance"),
    ("lay-w5", "LP12", "lay partner, Informatics"),
    ("lay-w6", "LP13", "lay partner, Workforce & Culture"),
    ("forum", "LP20", "Forum member"),
    ("lead-w4", "dunderdale", "leads Commissioning, Governance & Finance"),
    ("lead-w5", "venn", "leads Informatics"),
    ("signatory", "sign_vale_general", "signs for Vale General Hospitals Trust"),
    ("admin", "admin", "administrator: staff tables, no programme"),
)
NAMES = {person.key: person.name for person in (*STAFF, *SIGNATORIES, *LAY_PARTNERS)}
PEOPLE = [(username, NAMES[key], role) for username, key, role in USERS]


def mail_address(name: str, domain: str) -> str:
    """An invented address for a person: plain letters, under a name that can never be real."""
    plain = unicodedata.normalize("NFKD", name.removeprefix("Dr ")).encode("ascii", "ignore").decode().lower()
    return f"{'.'.join(plain.split())}@{domain}"
