"""The texts of the six plans of the story, all invented: what each is for, its words, what is fixed or open, and its plain summary."""

from typing import NamedTuple


class Written(NamedTuple):
    """A plan in words: its purpose, its text by paragraphs, what cannot change, its open points, and its plain summary."""

    purpose: str
    text: str
    fixed: str
    points: tuple[str, ...]
    summary: str = ""


TEXTS: dict[str, Written] = {
    "PL1": Written(
        "To agree for whom joined-up care is made first, and what these people want from it.",
        """# Why groups at all

Care is planned for services today: for a ward, a clinic, a practice. People do not live in services.

We asked what a person needs who sees five services in a month. The answers differ by what their life is like, not by their age alone.

# The groups

We propose ten groups. Nobody is in more than one at a time.

- Mostly healthy adults, and mostly healthy children
- People with one long-term condition, and people with several
- Older people with several conditions
- People with a learning disability
- People with serious and lasting mental illness
- People who are dying
- Children with complex needs
- People without a home

## What people want

For each group we wrote down what people told us they want. The words are theirs.

The first wish in every group was the same: to tell my story once.

## Which come first

Two groups come first, because most is lost there today: older people with several conditions, and people with several long-term
conditions.

# What happens next

Each borough counts its people by these groups. The numbers come back to the workstream in spring.

We look again after one year whether the groups fit.
""",
        "That care is planned for groups of people: the five boroughs agreed to it in June. How many groups is open.",
        ("Which groups, and what are they called?", "Are carers a group of their own?", "Which two come first?"),
        """We want to plan care for people, not for services.

We put people into ten groups. The groups say what life is like for you, not which ward you go to.

Two groups come first. You can still say: are these the right groups? Is one missing? Do you like the names?"""),
    "PL2": Written(
        "That somebody who cannot leave home is seen at home, soon, by somebody who knows them.",
        """# What is wrong today

A home visit comes on the same day in one practice, and after a week in the next.

People ring in the morning and are told to ring again. Carers lose a day of work.

# What we propose

One standard for all ninety practices.

1. Whoever asks for a visit hears on the same day when it comes.
2. The visit comes within three days.
3. Who comes has read the notes.

## Who comes

A doctor, a nurse or a pharmacist. The practice says who, and why.

It is the same person the next time, wherever that can be done.

## Evenings

Evenings cost more, and few staff are there. This part is not worked out yet.

# How we know that it works

Every practice counts how long visits take to come. The pair sees the numbers each quarter.

People who had a visit are asked one question on a card, and answer it without a name.
""",
        "That all practices take part: it stands in their agreement from [1 Apr 14].",
        ("How soon does a visit come?", "At which hours?", "Who comes?"),
        """If you cannot leave home, somebody comes to you. That is the same everywhere.

You hear on the same day when they come. They come within three days. They know your story.

You can still say: how soon is soon enough? What about evenings? Who should come?"""),
    "PL3": Written(
        "How hospitals, community care and mental health care decide together.",
        """# Why a board

Eleven organisations give care to the same people. Each has a board. None looks at the whole.

When something goes wrong between two of them, nobody answers for it.

# What we propose

A provider board that meets every month.

- Each organisation sends one person who may decide.
- The board spends one shared budget for what lies between them.
- It meets in the open, but for what is about one person.

## Who sits on it

One person of each organisation that holds a contract.

Two lay partners are invited to every meeting. They speak on everything.

## How it reports

The board reports to the Partnership Board four times a year, in plain words.

What it promised and what it did stand side by side.

# What it does not do

It does not close or move a service. That is for each organisation and its own people.
""",
        "By law only organisations that hold a contract have a vote on money. The board has to be there by [1 Apr 14].",
        ("Who sits on the board?", "Do lay partners have a vote?", "How does the board report, and to whom?"),
        """Many organisations care for the same people. We want them to decide together, in one board.

The board meets in the open. Two lay partners are at every meeting and can speak on everything.

You can still say: who should sit there? How should the board tell people what it does?"""),
    "PL4": Written(
        "Who may spend the money that five boroughs put together, and by which rules.",
        """# Why one pot

Health and social care pay for the same person out of two purses. Each waits for the other.

From April the five boroughs put part of their money together.

# The rules that we propose

- The money is spent where the person is, and not where the bill comes in.
- Every borough says once a year how much it puts in.
- What is spent is published every quarter.

## Who may spend

A manager may spend a small sum at once. A larger sum goes to the joint board.

How small is small is not settled.

## Who may overrule

If a borough does not agree, its council may say no within ten days. It has to say why, in public.

## What is left over

What is not spent is carried over to the next year, or goes back. Both have been asked for.

## When a borough leaves

A borough that leaves takes its share of what is left. It pays for what was promised before.

# What we count

How long people wait for somebody to say who pays.
""",
        "That there is one pot from [1 Apr 14]: the councils decided it. Its size is set by law for the first year.",
        ("Who may spend, and how much without asking?", "Who may overrule?", "What is carried over to the next year?",
         "What happens when one borough leaves?"),
        """Five boroughs put money for care into one pot. So nobody has to wait while two offices ask who pays.

There have to be rules. Who may spend the money? Who may say no? What happens to money that is left? What if one borough leaves?

None of this is settled yet. Tell us what you think."""),
    "PL5": Written(
        "One record that people can read themselves, and rules about who else may read it.",
        """# Why one record

People carry their story from door to door. Some of it is lost, some is told seven times.

# What we propose

One record for each person, which every service that cares for them can read.

The person reads it too, on a telephone, on paper, or with somebody who helps.

## Who may see what

- Whoever cares for you sees what they need for that.
- Who looked, and when, is written down. You can see it.
- Nobody reads it for research unless you say yes.

## Sensitive codes

Some things are sensitive: sexual health, violence at home, mental health, addiction.

Who may see these codes is not settled. We have heard good reasons for hiding them, and good reasons against it.

## Saying no

Anybody may say no to the record. Care does not get worse for it.

How a person says no has to be simple. It is not worked out yet.

# What comes after

A small trial with forty people who asked for it, and a report in plain words.
""",
        "That the law on data protection counts for everything in it. That people can read their own record: it was promised in June.",
        ("Who may see sensitive codes?", "How does a person say no?"),
        """You tell your story once. It is kept in one record. You can read it, and you can see who else did.

Some things are private. Who may see them? And if you do not want a record, how do you say no?

These two questions are open. Please answer them."""),
    "PL6": Written(
        "That lay partners go along when the plans are put to work in each borough.",
        """# Where we stand

Thirteen lay partners worked on the plans for all five boroughs. The work goes to the boroughs now.

If lay partners stay behind, the plans change on the way, and nobody notices.

# What we think of

A pair in every borough, as in every workstream.

- The pair is there from the first meeting.
- It is paid and supported as today.
- It reports to the Advisory Group.

## People from the place

At least one of each pair lives in the borough.

Who was with a workstream may go along for a year, so that what was learned is not lost.

## What we do not know

Who pays after the first year.

How many hours it takes: we guess ten a month.

# How to go on

We bring this to the Forum at the end of March, as it is.
""",
        "",
        ("Who pays after the first year?", "Does the pair come from the borough?"),
    ),
}
