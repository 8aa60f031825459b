from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"

    def ready(self) -> None:
        from programmes import receivers  # noqa: F401
        from programmes.access import actions as access_actions  # noqa: F401  (they follow meetings, and join what the clock checks)
        from programmes.access import notices as access_notices  # noqa: F401
        from programmes.access import showing as access_showing  # noqa: F401  (a piece of a meeting's page)
        from programmes.access import telling as access_telling  # noqa: F401
        from programmes.appointments import notices as appointment_notices  # noqa: F401
        from programmes.appointments import policies as appointment_policies  # noqa: F401  (they close papers that stages keep)
        from programmes.appointments import proofs as appointment_proofs  # noqa: F401  (what the records show about 5.4 to 5.6 and 12.8)
        from programmes.appointments import showing as appointment_showing  # noqa: F401  (doors on a call and on a person's own page)
        from programmes.appointments import telling as appointment_telling  # noqa: F401
        from programmes.appointments.actions import checking as appointment_checking  # noqa: F401  (it joins what the clock checks)
        from programmes.calls import notices as call_notices  # noqa: F401
        from programmes.calls import telling as call_telling  # noqa: F401
        from programmes.challenges import notices as challenge_notices  # noqa: F401
        from programmes.challenges import proofs as challenge_proofs  # noqa: F401  (what the records show about 8.5 and 11.6)
        from programmes.challenges import telling as challenge_telling  # noqa: F401
        from programmes.challenges.actions import checking as challenge_checking  # noqa: F401  (it joins what the clock checks)
        from programmes.challenges.showing import parts as challenge_parts  # noqa: F401  (tables, a pack's section, ways out of minutes)
        from programmes.choosing import telling  # noqa: F401  (the trail registers its sentences)
        from programmes.commitments import notices as commitment_notices  # noqa: F401
        from programmes.commitments import proofs as commitment_proofs  # noqa: F401  (what the records show about 8.6 and 11.1 to 11.3)
        from programmes.commitments import telling as commitment_telling  # noqa: F401
        from programmes.commitments.actions import agenda as commitment_agenda  # noqa: F401  (it follows meetings that are announced)
        from programmes.commitments.actions import checking as commitment_checking  # noqa: F401  (it joins what the clock checks)
        from programmes.commitments.showing import parts as commitment_parts  # noqa: F401  (pieces of packs, minutes and meetings)
        from programmes.contributions import notices as contribution_notices  # noqa: F401
        from programmes.contributions import proofs as contribution_proofs  # noqa: F401  (what the records show about 12.3)
        from programmes.contributions import telling as contribution_telling  # noqa: F401
        from programmes.contributions.actions import checking as contribution_checking  # noqa: F401  (it joins what the clock checks)
        from programmes.contributions.showing import doors as contribution_doors  # noqa: F401  (beside lines of minutes)
        from programmes.contributions.showing import sheets as contribution_sheets  # noqa: F401  (a table that a group takes away)
        from programmes.decisions import notices as decision_notices  # noqa: F401
        from programmes.decisions import proofs as decision_proofs  # noqa: F401  (what the records show about 8.7 and 10.1 to 10.4)
        from programmes.decisions import telling as decision_telling  # noqa: F401
        from programmes.decisions.actions import checking as decision_checking  # noqa: F401  (it joins what the clock checks)
        from programmes.decisions.showing import parts as decision_parts  # noqa: F401  (ways out of minutes, and a table to take away)
        from programmes.editions import models as editions  # noqa: F401  (published ones stand beside the catalogue's own)
        from programmes.editions import telling as editions_telling  # noqa: F401
        from programmes.forum import actions as forum_actions  # noqa: F401  (it joins what the clock checks)
        from programmes.forum import notices as forum_notices  # noqa: F401
        from programmes.forum import telling as forum_telling  # noqa: F401
        from programmes.meetings import notices as meeting_notices  # noqa: F401
        from programmes.meetings import proofs as meeting_proofs  # noqa: F401  (what the records show about 8.1, 8.3 and 8.4)
        from programmes.meetings import telling as meeting_telling  # noqa: F401
        from programmes.meetings.actions import checking as meeting_checking  # noqa: F401  (it joins what the clock checks)
        from programmes.messages import notices as message_notices  # noqa: F401
        from programmes.messages import policies as message_policies  # noqa: F401  (the link that ends a topic)
        from programmes.messages import telling as message_telling  # noqa: F401
        from programmes.messages.actions import troubles as message_troubles  # noqa: F401  (it joins what the clock checks)
        from programmes.messages.policies import wording as message_wording  # noqa: F401  (what a programme says in words of its own)
        from programmes.minutes import notices as minutes_notices  # noqa: F401
        from programmes.minutes import proofs as minutes_proofs  # noqa: F401  (what the records show about 8.8)
        from programmes.minutes import telling as minutes_telling  # noqa: F401
        from programmes.minutes.actions import checking as minutes_checking  # noqa: F401  (it joins what the clock checks)
        from programmes.minutes.showing import parts as minutes_parts  # noqa: F401  (they join the page of a meeting)
        from programmes.moving import notices as moving_notices  # noqa: F401
        from programmes.moving import telling as moving_telling  # noqa: F401
        from programmes.nominations import actions as nomination_actions  # noqa: F401  (it joins what the clock checks, as calls does)
        from programmes.nominations import proofs as nomination_proofs  # noqa: F401  (what the records show about 4.3 to 4.6)
        from programmes.nominations import showing as nomination_showing  # noqa: F401  (doors on the pages of a call and a role)
        from programmes.nominations import telling as nomination_telling  # noqa: F401
        from programmes.offline import actions as offline_actions  # noqa: F401  (old calls are forgotten)
        from programmes.offline import telling as offline_telling  # noqa: F401
        from programmes.pairing import notices as pairing_notices  # noqa: F401
        from programmes.pairing import telling as pairing_telling  # noqa: F401
        from programmes.pairing.actions import checking as pairing_checking  # noqa: F401  (it joins what the clock checks)
        from programmes.papers import notices as paper_notices  # noqa: F401
        from programmes.papers import proofs as paper_proofs  # noqa: F401  (what the records show about 8.2 and 11.4)
        from programmes.papers import telling as paper_telling  # noqa: F401
        from programmes.papers.actions import checking as paper_checking  # noqa: F401  (it joins what the clock checks)
        from programmes.papers.showing import parts as paper_parts  # noqa: F401  (a piece of the page of a meeting)
        from programmes.people import actions as people_actions  # noqa: F401  (it joins what the clock checks)
        from programmes.people import notices as people_notices  # noqa: F401
        from programmes.people import proofs as people_proofs  # noqa: F401  (what the records show about 3.3, 3.4 and 3.7)
        from programmes.people import telling as people_telling  # noqa: F401
        from programmes.plans import notices as plan_notices  # noqa: F401
        from programmes.plans import proofs as plan_proofs  # noqa: F401  (what the records show about 9.2, 10.5 and 10.6)
        from programmes.plans import telling as plan_telling  # noqa: F401
        from programmes.plans.actions import checking as plan_checking  # noqa: F401  (it joins what the clock checks)
        from programmes.plans.showing import parts as plan_parts  # noqa: F401  (the door from a paper to a plan)
        from programmes.portal import actions as portal_actions  # noqa: F401  (it joins what the clock checks)
        from programmes.portal import notices as portal_notices  # noqa: F401
        from programmes.portal import telling as portal_telling  # noqa: F401
        from programmes.profiles import actions as profile_actions  # noqa: F401  (it joins what the clock checks)
        from programmes.profiles import notices as profile_notices  # noqa: F401
        from programmes.profiles import proofs as profile_proofs  # noqa: F401  (what the records show about 4.1 and 4.2)
        from programmes.profiles import telling as profile_telling  # noqa: F401
        from programmes.programme import notices as programme_notices  # noqa: F401  (messages register their words)
        from programmes.renewal import notices as renewal_notices  # noqa: F401
        from programmes.renewal import proofs as renewal_proofs  # noqa: F401  (what the records show about 12.4)
        from programmes.renewal import telling as renewal_telling  # noqa: F401
        from programmes.renewal.actions import reminding  # noqa: F401  (it joins what the clock checks)
        from programmes.reporting import actions as reporting_actions  # noqa: F401  (it joins what the clock checks)
        from programmes.reporting import proofs as reporting_proofs  # noqa: F401  (what the records show about 8.9)
        from programmes.reporting import showing as reporting_showing  # noqa: F401  (a piece of a meeting's page)
        from programmes.reporting import telling as reporting_telling  # noqa: F401
        from programmes.rounds import notices as round_notices  # noqa: F401
        from programmes.rounds import proofs as round_proofs  # noqa: F401  (what the records show about 9.1 and 9.3 to 9.7)
        from programmes.rounds import telling as round_telling  # noqa: F401
        from programmes.rounds.actions import checking as round_checking  # noqa: F401  (it joins what the clock checks)
        from programmes.rounds.showing import news as round_news  # noqa: F401  (what members of the Forum hear once a month)
        from programmes.rounds.showing import parts as round_parts  # noqa: F401  (pieces of a plan's page, beside its paragraphs too)
        from programmes.selection import actions as selection_actions  # noqa: F401  (it joins what the clock checks)
        from programmes.selection import notices as selection_notices  # noqa: F401
        from programmes.selection import proofs as selection_proofs  # noqa: F401  (what the records show about 5.1 to 5.3)
        from programmes.selection import showing as selection_showing  # noqa: F401  (doors on a call and on a person's own page)
        from programmes.selection import telling as selection_telling  # noqa: F401
        from programmes.sharing import notices as sharing_notices  # noqa: F401
        from programmes.sharing import proofs as sharing_proofs  # noqa: F401  (what the records show about 7.6)
        from programmes.sharing import telling as sharing_telling  # noqa: F401
        from programmes.stages import notices  # noqa: F401
        from programmes.tailoring import actions, proofs, showing  # noqa: F401  (they join what stages do, ask and show)
        from programmes.tailoring import telling as tailoring_telling  # noqa: F401
        from programmes.toolkit import notices as toolkit_notices  # noqa: F401
        from programmes.toolkit import proofs as toolkit_proofs  # noqa: F401  (what the records show about 11.5)
        from programmes.toolkit import telling as toolkit_telling  # noqa: F401
        from programmes.toolkit.actions import checking as toolkit_checking  # noqa: F401  (it joins what the clock checks)
        from programmes.toolkit.showing import doors as toolkit_doors  # noqa: F401  (on pages of what can be offered)
        from programmes.touchstone import notices as touchstone_notices  # noqa: F401
        from programmes.touchstone import proofs as touchstone_proofs  # noqa: F401  (what the records show about 6.1 to 6.6 and 12.1)
        from programmes.touchstone import telling as touchstone_telling  # noqa: F401
        from programmes.touchstone.actions import checking as touchstone_checking  # noqa: F401  (it joins what the clock checks)
        from programmes.touchstone.showing import parts as touchstone_parts  # noqa: F401  (a piece for the page of a meeting)
