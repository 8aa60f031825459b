"""The rules, in the order in which they are asked: level and structure (L), gates (G), modes (M); then the wishes per phase.

One entry reads: the rule's name, when it fires, its effect, and the sentence that is shown. Nothing is added up and nothing
is hidden: what comes out is what these entries say. Source: domain.md c4, made exact in the issue on the decision aid.
"""

from django.utils.translation import gettext_lazy as _

from programmes.advice.catalogue.kinds import Follow, Rule, Wish, both, either, fired, none_fired, otherwise, says

# --- level and structure ---------------------------------------------------------------------------------------------------
LEVEL_RULES = (
    Rule("L1", when=says(Q1="individual"),
         effect=_("Individual level; the guidance on one person and their team fits."),
         sentence=_("Things change for one person and their team, so no programme is needed."),
         level="individual", package="P8"),
    Rule("L2", when=either(says(Q1="system"), says(Q10="five_or_more")),
         effect=_("Strategic level: an Advisory Group, pairs and a Forum."),
         sentence=_("Several services or many organisations must act together, so the work needs groups that span them."),
         level="strategic", follows=(
        Follow(_("An Advisory Group"), _("It oversees the whole work. Lay partners sit in it as equals."), ("2.4", "2.5")),
        Follow(_("A pair of lay partners in each workstream"), _("Two lay partners, so that nobody stands alone."), ("7.1", "7.2", "7.3")),
        Follow(_("A Forum"), _("A wider group of service users and carers that answers drafts in rounds."), ("9.1", "9.5")))),
    Rule("L3", when=none_fired("L1", "L2"),
         effect=_("Service level: one team and a Forum that exists already."),
         sentence=_("One service changes and few organisations must act, so one team can do the work."),
         level="service", follows=(
        Follow(_("One team with at least two lay members"), _("Two, so that nobody stands alone."), ("2.5", "7.1")),
        Follow(_("A Forum that exists already"), _("Ask to borrow one instead of founding one."), ("2.4", "9.1")))),
    Rule("L4", when=either(says(Q8="broad"), says(Q8_seldom_heard="true")),
         effect=_("A Forum is needed, and who comes is compared with the agreed profile."),
         sentence=_("Many people or seldom-heard groups are affected, so a few lay partners cannot speak for all of them."),
         follows=(
        Follow(_("A Forum with a profile check"),
               _("Compare who is invited and who comes with the people who are affected. Ask those who are missing in other ways."),
               ("9.3", "9.4")),)),
    Rule("L5", when=both(fired("L2"), says(Q9="none or lived")),
         effect=_("Development comes before the meetings start, and each pair mixes kinds of experience."),
         sentence=_("Lay people who are used to strategic work are not there yet, so both sides need time to learn first."),
         follows=(
        Follow(_("Development before stage S8"), _("Plan and budget learning for lay partners and for staff."), ("3.5",)),
        Follow(_("Two kinds of experience in each pair"), _("One person used to strategic work, one with lived experience."),
               ("4.2", "7.2")))),
    Rule("L6", when=says(Q11="parts or most"),
         effect=_("A confidentiality note; the pair stays in the room."),
         sentence=_("Some content is confidential, so agree how it is handled instead of leaving lay partners out."),
         follows=(
        Follow(_("A confidentiality note"), _("Lay partners and staff sign the same note."), ("5.4",)),
        Follow(_("One pair, and a summary for release"),
               _("The pair sees everything. All others get a summary that may be shared. Record this as tailoring."), ("9.2",)))),
)

# --- gates: what holds the rungs down until it changes ---------------------------------------------------------------------
OPEN_MORE = _("Open the options or the aim itself, and say so in writing.")

SOMETHING_OPEN = _("Something must be open to change, at least the details.")

GATES = (
    Rule("G1", when=says(Q3="nothing"), cap=3,
         effect=_("No phase goes above rung 3, informing."),
         sentence=_("Nothing can change any more, so call it informing. A larger word would promise what cannot be kept."),
         change=SOMETHING_OPEN, follows=(
        Follow(_("A list of what is open and what is closed"), _("Tell people what was decided, by whom and why."), ("1.3",)),)),
    Rule("G2", when=says(Q4="law"), cap=6,
         effect=_("No phase goes above rung 6; the design may stay open."),
         sentence=_("By law the power to decide stays with the organisation. People can still shape the design."),
         change=_("The decision must be one that can be shared or handed over by law.")),
    Rule("G3", when=says(Q6="nothing"), cap=4,
         effect=_("No phase goes above rung 4, consultation."),
         sentence=_("Without at least expenses, many people cannot afford to take part."),
         change=_("Secure expenses at least. Do stage S3 first."), follows=(
        Follow(_("A budget for taking part"), _("Stage S3 comes first: budget, expenses and payment, access."), ("3.1", "3.2", "3.3")),)),
    Rule("G4", when=says(Q12="none"), cap=5,
         effect=_("No phase goes above rung 5, engagement."),
         sentence=_("No senior leader has promised to act on what comes out, so a champion comes first."),
         change=_("Find a senior champion who agrees in writing (standard 1.5)."), follows=(
        Follow(_("A senior champion"), _("A named senior leader agrees in writing."), ("1.5",)),)),
    Rule("G5", when=says(Q5="under_6_weeks"), cap=5,
         effect=_("No phase goes above rung 5 for this decision; a later cycle can go on from it."),
         sentence=_("There is not time for papers 5 working days ahead, a round with the Forum, and answers to what it says."),
         change=_("Move the decision to 6 weeks from now or later, or plan a later cycle."), follows=(
        Follow(_("A later cycle"), _("Use what people say now, and plan a second cycle with more time."), ("8.2", "9.1")),)),
    Rule("G6", when=says(Q3="details"), cap=5, spares=("delivery",),
         effect=_("No phase but delivery goes above rung 5, engagement."),
         sentence=_("Only the details are open, so engage people on them. Delivery can still be shared."),
         change=OPEN_MORE, follows=(
        Follow(_("A list of what is open and what is closed"), _("Tell people which details they can still change."), ("1.3",)),)),
    Rule("G7", when=says(Q13="not_checked"),
         effect=_("No cap; a task to do."),
         sentence=_("Nobody has checked yet whether there is a legal duty to consult. Working together does not replace it."), follows=(
        Follow(_("Task: check the duty to consult"), _("Find out whether the duty applies, and record it."), ("2.6",)),)),
)

# --- modes: what the answers bring -------------------------------------------------------------------------------------------
MODE_RULES = (
    Rule("M1", when=says(Q2="priorities", Q4="joint or delegated"), package="P2",
         effect=_("Co-commissioning."),
         sentence=_("Priorities and money are part of the work, and the decision can be shared.")),
    Rule("M2", when=says(Q2="design", Q3="options or aim"), package="P3", package_if_strategic="P1",
         effect=_("Co-design: with pairs and a Forum at strategic level, else in one team."),
         sentence=_("Design is part of the work, and the options or the aim are open.")),
    Rule("M3", when=says(Q2="delivery", Q7="partly or largely"), package="P4",
         effect=_("Co-delivery."),
         sentence=_("Delivery is part of the work, and success depends on what people themselves do.")),
    Rule("M4", when=says(Q2="assessment"), package="P5",
         effect=_("Co-assessment."),
         sentence=_("Assessment is part of the work, and the people concerned can judge how it went.")),
    Rule("M5", when=both(fired("M1", "M2", "M3", "M4"), says(Q5="over_12_months", Q6="full")), package="P6",
         effect=_("The full cycle, instead of the single packages."),
         sentence=_("All phases are open, there is more than a year, and full support is secured.")),
    Rule("M6", when=none_fired("M1", "M2", "M3", "M4"), package="P7",
         effect=_("Honest engagement."),
         sentence=_("None of the four ways of working together fits these answers.")),
)

RULES: tuple[Rule, ...] = LEVEL_RULES + GATES + MODE_RULES

# --- wishes: the rung of each phase if no gate stood before it; of a phase's entries the first that fits ------------------
SHARED, OPEN, ACTION = says(Q4="joint or delegated"), says(Q3="options or aim"), says(Q7="partly or largely")
WHOLE = both(says(Q2="design"), says(Q2="delivery"), SHARED, OPEN, ACTION)      # planning and doing both shared
FOR_RUNG_7 = _("For design and delivery, rung 7 needs both of them in the same work, open options, a decision that is shared, "
               "and a result that depends on what people themselves do.")

WISHES: tuple[Wish, ...] = (
    Wish("priorities", SHARED, 6),
    Wish("priorities", says(Q4="advice"), 5,
         _("For priorities, rung 6 needs a decision that both sides take together, or that is handed over.")),
    Wish("priorities", otherwise, 4, _("For priorities, rung 5 needs advice that must be considered.")),

    Wish("design", WHOLE, 7),
    Wish("design", OPEN, 6, FOR_RUNG_7),
    Wish("design", says(Q3="details"), 5, OPEN_MORE),
    Wish("design", otherwise, 3, SOMETHING_OPEN),

    Wish("delivery", WHOLE, 7),
    Wish("delivery", both(SHARED, ACTION), 6, FOR_RUNG_7),
    Wish("delivery", either(SHARED, ACTION), 5,
         _("For delivery, rung 6 needs both a shared decision and a result that depends on what people themselves do.")),
    Wish("delivery", otherwise, 4,
         _("For delivery, rung 5 needs a shared decision, or a result that depends on what people themselves do.")),

    Wish("assessment", says(Q4="advice or joint or delegated"), 6),
    Wish("assessment", otherwise, 5, _("For assessment, rung 6 needs a decision that the law does not keep for the organisation alone.")),
)
