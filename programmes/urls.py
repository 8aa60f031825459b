"""The addresses of this building, by noun. Anything about a person goes by its unguessable ref."""

from django.urls import include, path

from programmes.access.urls import of_meeting_urls, provision_urls
from programmes.advice import urls as advice
from programmes.appointments.views import about, appointments, buddies, induction, joining, offers
from programmes.calls import views as calls
from programmes.challenges import urls as challenges
from programmes.choosing import views as choosing
from programmes.commitments import urls as commitments
from programmes.contributions import urls as contributions
from programmes.decisions import urls as decisions
from programmes.forum import urls as forum
from programmes.home import views as home
from programmes.involvement import urls as involvement
from programmes.meetings import urls as meetings
from programmes.messages import urls as messages
from programmes.minutes import urls as minutes
from programmes.moving import views as moving
from programmes.nominations.views import lists, outside, register
from programmes.offline.urls import urls as offline_urls
from programmes.pairing import views as pairing
from programmes.papers import urls as papers
from programmes.people.views import by_hand, contacts, pack, quiet
from programmes.people.views import people as persons
from programmes.people.views import support as arranging
from programmes.plans import urls as plans
from programmes.portal.urls import for_urls, me_urls
from programmes.portal.views import behalf, helping, voice
from programmes.profiles import views as profiles
from programmes.programme.views import facts, groups, organisations, people
from programmes.raising import urls as raising
from programmes.renewal.views import checks, page
from programmes.renewal.views import strategy as strategies
from programmes.reporting import urls as reporting
from programmes.rounds import urls as rounds
from programmes.search import views as search
from programmes.selection import views as selection
from programmes.sharing import views as sharing
from programmes.stages.views import stage, standard
from programmes.tailoring import views as tailoring
from programmes.toolkit import urls as toolkit
from programmes.touchstone import urls as touchstone

app_name = "programmes"

programme_urls = [                                              # /programmes/<slug>/
    path("", home.programme, name="programme"),
    path("change/", facts.change, name="programme-change"),
    path("close/", facts.close, name="programme-close"),
    path("trail/", home.trail, name="trail"),
    path("focus/", facts.focus, name="focus"),
    path("focus/write/", facts.focus_write, name="focus-write"),
    path("focus/comment/", facts.focus_comment, name="focus-comment"),
    path("scope/", facts.scope, name="scope"),
    path("scope/add/", facts.scope_add, name="scope-add"),
    path("team/", people.team, name="team"),
    path("team/give/", people.role_give, name="role-give"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/add/", organisations.membership_add, name="membership-add"),
    path("groups/", groups.groups, name="groups"),
    path("groups/found/", groups.group_found, name="group-found"),
    path("pairs/", pairing.pairs, name="pairs"),
    path("seats/", pairing.seats, name="seats"),
    path("hours/", pairing.load, name="load"),
    path("workstreams/new/", groups.workstream_new, name="workstream-new"),
    path("stages/plan/", stage.stage_plan, name="stage-plan"),
    path("tailoring/", tailoring.tailorings, name="tailorings"),
    path("tailoring/propose/", tailoring.tailoring_propose, name="tailoring-propose"),
    path("edition/", moving.edition_, name="edition"),
    path("edition/propose/", moving.edition_propose, name="edition-propose"),
    path("roles/", profiles.profiles, name="profiles"),
    path("roles/new/", profiles.profile_new, name="profile-new"),
    path("appointments/", appointments.appointments, name="appointments"),
    path("interests/", about.interest_register, name="interest-register"),
    path("calls/", calls.calls, name="calls"),
    path("calls/new/", calls.call_new, name="call-new"),
    path("recruitment/", page.recruitment, name="recruitment"),
    path("recruitment/strategy/", strategies.strategy_new, name="strategy-new"),
    path("recruitment/compare/", checks.gap_check_new, name="gap-check-new"),
    path("recruitment/calendar/", page.calendar_make, name="calendar-make"),
    path("recruitment/calendar/stop/", page.calendar_stop, name="calendar-stop"),
    path("type/", choosing.type_, name="type"),
    path("type/answer/", choosing.type_answer, name="type-answer"),
    path("type/check/", choosing.type_check, name="type-check"),
    path("type/choose/", choosing.type_choose, name="type-choose"),
    path("type/stages/", tailoring.type_stages, name="type-stages"),
    *touchstone.programme_urls,
]

choice_urls = [                                                 # /choices/<ref>/
    path("view/", choosing.choice_view, name="choice-view"),
    path("compare/", choosing.choice_compare, name="choice-compare"),
]

stage_urls = [                                                  # /stages/<ref>/
    path("", stage.stage, name="stage"),
    path("open/", stage.stage_open, name="stage-open"),
    path("dates/", stage.stage_dates, name="stage-dates"),
    path("sign/", stage.stage_sign, name="stage-sign"),
    path("proceed/", stage.stage_proceed, name="stage-proceed"),
    path("reopen/", stage.stage_reopen, name="stage-reopen"),
    path("trail/", stage.stage_trail, name="stage-trail"),
]

standard_urls = [                                               # /standards/<ref>/
    path("", standard.standard, name="standard"),
    path("claim/", standard.standard_claim, name="standard-claim"),
    path("confirm/", standard.standard_confirm, name="standard-confirm"),
    path("dispute/", standard.standard_dispute, name="standard-dispute"),
    path("not-met/", standard.standard_not_met, name="standard-not-met"),
    path("withdraw/", standard.standard_withdraw, name="standard-withdraw"),
    path("evidence/add/", standard.evidence_add, name="evidence-add"),
]

tailoring_urls = [                                              # /tailoring/<ref>/
    path("", tailoring.tailoring, name="tailoring"),
    path("agree/", tailoring.tailoring_agree, name="tailoring-agree"),
    path("refuse/", tailoring.tailoring_refuse, name="tailoring-refuse"),
    path("withdraw/", tailoring.tailoring_withdraw, name="tailoring-withdraw"),
    path("end/", tailoring.tailoring_end, name="tailoring-end"),
    path("renew/", tailoring.tailoring_renew, name="tailoring-renew"),
    path("review/", tailoring.tailoring_review, name="tailoring-review"),
]

move_urls = [                                                   # /edition-moves/<ref>/
    path("agree/", moving.move_agree, name="edition-agree"),
    path("refuse/", moving.move_refuse, name="edition-refuse"),
    path("withdraw/", moving.move_withdraw, name="edition-withdraw"),
]

profile_urls = [                                                # /roles/<ref>/
    path("", profiles.profile, name="profile"),
    path("change/", profiles.profile_change, name="profile-change"),
    path("ask/", profiles.profile_ask, name="profile-ask"),
    path("take-back/", profiles.profile_take_back, name="profile-take-back"),
    path("say/", profiles.profile_say, name="profile-say"),
    path("publish/", profiles.profile_publish, name="profile-publish"),
    path("close/", profiles.profile_close, name="profile-close"),
    path("new-version/", profiles.profile_anew, name="profile-anew"),
]

appointment_urls = [                                            # /appointments/<ref>/
    path("", appointments.appointment, name="appointment"),
    path("answer/", offers.offer_answer, name="offer-answer"),
    path("note-answer/", offers.offer_note, name="offer-note"),
    path("withdraw/", offers.offer_withdraw, name="offer-withdraw"),
    path("settle/", offers.appointment_settle, name="appointment-settle"),
    path("induction/", induction.induction, name="induction"),
    path("interests/", induction.interests, name="interests"),
    path("confidentiality/", induction.confidentiality, name="confidentiality"),
    path("buddy/", buddies.buddy_propose, name="buddy-propose"),
    path("pause/", appointments.appointment_pause, name="appointment-pause"),
    path("resume/", appointments.appointment_resume, name="appointment-resume"),
    path("renew/", appointments.appointment_renew, name="appointment-renew"),
    path("leave/", appointments.appointment_leave, name="appointment-leave"),
    path("thank/", appointments.appointment_thank, name="appointment-thank"),
    path("exit/", appointments.appointment_exit, name="appointment-exit"),
]

step_urls = [                                                   # /induction/<ref>/
    path("done/", induction.induction_done, name="induction-done"),
    path("confirm/", induction.induction_confirm, name="induction-confirm"),
    path("note/", induction.induction_note, name="induction-note"),
]

buddy_urls = [                                                  # /buddies/<ref>/
    path("", buddies.buddy, name="buddy"),
    path("agree/", buddies.buddy_agree, name="buddy-agree"),
    path("decline/", buddies.buddy_decline, name="buddy-decline"),
    path("end/", buddies.buddy_end, name="buddy-end"),
    path("note/", buddies.buddy_note, name="buddy-note"),
]

own_urls = [                                                    # /considered/<token>/: by the person's own link
    path("offer/", offers.offer, name="offer"),
    path("induction/", induction.induction_by_link, name="induction-by-link"),
    path("interests/", induction.interests_by_link, name="interests-by-link"),
    path("confidentiality/", induction.confidentiality_by_link, name="confidentiality-by-link"),
    path("about-you/", about.about_by_link, name="about-by-link"),
    path("buddy/", buddies.buddy_by_link, name="buddy-by-link"),
]

call_urls = [                                                   # /calls/<ref>/
    path("", calls.call, name="call"),
    path("change/", calls.call_change, name="call-change"),
    path("open/", calls.call_open, name="call-open"),
    path("close/", calls.call_close, name="call-close"),
    path("withdraw/", calls.call_withdraw, name="call-withdraw"),
    path("ask/", calls.request_new, name="request-new"),
    path("copies/new/", calls.copy_new, name="copy-new"),
    path("nominations/", register.register, name="register"),
    path("nominations/new/", register.nomination_new, name="nomination-new"),
    path("nominations/alike/", register.alike, name="alike"),
    path("nominations/shortlist/", register.shortlist, name="shortlist"),
    path("nominations/list/", lists.list_new, name="list-new"),
    path("panel/", selection.panel_name, name="panel-name"),
]

panel_urls = [                                                  # /panels/<ref>/
    path("", selection.panel, name="panel"),
    path("change/", selection.panel_change, name="panel-change"),
    path("declare/", selection.panel_declare, name="panel-declare"),
    path("begin/", selection.panel_begin, name="panel-begin"),
    path("open-marks/", selection.panel_open_marks, name="panel-open-marks"),
    path("release/", selection.panel_release, name="panel-release"),
    path("meet-again/", selection.panel_again, name="panel-again"),
]

nominee_urls = [                                                # /nominees/<ref>/: as the panel sees them
    path("", selection.nominee, name="nominee"),
    path("marks/", selection.nominee_marks, name="nominee-marks"),
    path("conflict/", selection.nominee_conflict, name="nominee-conflict"),
    path("decide/", selection.nominee_decide, name="nominee-decide"),
    path("recording/", selection.nominee_recording, name="nominee-recording"),
]

nomination_urls = [                                             # /nominations/<ref>/
    path("", register.nomination, name="nomination"),
    path("consent/", register.nomination_consent, name="nomination-consent"),
    path("withdraw/", register.nomination_withdraw, name="nomination-withdraw"),
    path("address-right/", register.nomination_address_right, name="nomination-address-right"),
    path("recording/", register.recording, name="nomination-recording"),
    path("forum/", joining.forum_join, name="forum-join"),
]

batch_urls = [                                                  # /lists/<ref>/
    path("", lists.batch, name="batch"),
    path("to-mend/", lists.batch_errors, name="batch-errors"),
    path("run/", lists.batch_run, name="batch-run"),
    path("undo/", lists.batch_undo, name="batch-undo"),
    path("discard/", lists.batch_discard, name="batch-discard"),
]

strategy_urls = [                                               # /strategies/<ref>/
    path("", strategies.strategy, name="strategy"),
    path("change/", strategies.strategy_change, name="strategy-change"),
    path("numbers/", strategies.target_add, name="target-add"),
    path("ask/", strategies.strategy_ask, name="strategy-ask"),
    path("take-back/", strategies.strategy_take_back, name="strategy-take-back"),
    path("say/", strategies.strategy_say, name="strategy-say"),
]

gap_check_urls = [                                              # /gap-checks/<ref>/
    path("", checks.gap_check, name="gap-check"),
    path("ask/", checks.gap_check_ask, name="gap-check-ask"),
    path("take-back/", checks.gap_check_take_back, name="gap-check-take-back"),
    path("confirm/", checks.gap_check_confirm, name="gap-check-confirm"),
    path("refuse/", checks.gap_check_refuse, name="gap-check-refuse"),
]


by_link_urls = [                                                # without an account, by a token
    path("nominate/<str:token>/", outside.nominate, name="nominate"),
    path("nominate/<str:token>/person/", outside.nominate_person, name="nominate-person"),
    path("nominate/<str:token>/decline/", outside.nominate_decline, name="nominate-decline"),
    path("considered/<str:token>/", outside.my_nomination, name="my-nomination"),
    path("considered/<str:token>/step-back/", outside.my_withdrawal, name="my-withdrawal"),
    path("considered/<str:token>/outcome/", selection.my_outcome, name="my-outcome"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("waiting/", home.asked, name="asked"),
    path("waiting/<slug:name>/", home.queue, name="queue"),
    path("search/", search.search, name="search"),


    *advice.urls,
    *messages.urls,

    path("me/", include(me_urls)),
    path("my-voice/", voice.voice.me, name="my-voice"),
    path("for/<slug:ref>/", include(for_urls)),
    path("people/<slug:ref>/write-down/", behalf.begin, name="behalf-begin"),
    path("helping/<str:token>/", helping.helping, name="helping"),

    path("meetings/", include(meetings.my_urls)),
    path("groups/<slug:ref>/", include(meetings.of_group_urls)),
    path("programmes/<slug:slug>/", include(meetings.of_programme_urls)),
    path("meetings/<slug:ref>/", include(minutes.of_meeting_urls)),
    path("minute-lines/<slug:ref>/", include(minutes.line_urls)),
    path("call-backs/<slug:ref>/", include(minutes.call_urls)),
    *minutes.more_urls,
    path("programmes/<slug:slug>/", include(involvement.of_programme_urls)),
    path("groups/<slug:ref>/", include(involvement.of_group_urls)),
    path("meetings/<slug:ref>/", include(reporting.of_meeting_urls)),
    path("seats/<slug:ref>/", include(reporting.of_seat_urls)),
    *meetings.by_link_urls,
    path("meetings/<slug:ref>/", include(of_meeting_urls)),
    path("support/<slug:ref>/", include(provision_urls)),
    path("papers/", include(papers.paper_urls)),
    path("meetings/<slug:ref>/", include(papers.of_meeting_urls)),
    path("groups/<slug:ref>/", include(papers.of_group_urls)),

    path("programmes/", home.programme_list, name="programme-list"),
    path("programmes/new/", facts.new, name="programme-new"),
    path("programmes/<slug:slug>/", include(programme_urls)),
    path("choices/<slug:ref>/", include(choice_urls)),
    path("scope/<slug:ref>/remove/", facts.scope_remove, name="scope-remove"),
    path("roles/<slug:ref>/end/", people.role_end, name="role-end"),
    path("roles/<slug:ref>/", include(profile_urls)),
    path("role-views/<slug:ref>/answer/", profiles.profile_answer, name="profile-answer"),
    path("open-roles/", profiles.open_roles, name="open-roles"),
    path("open-roles/<slug:ref>/", profiles.open_role, name="open-role"),
    path("open-roles/<slug:ref>/put-yourself-forward/", outside.put_oneself_forward, name="put-oneself-forward"),
    path("calls/<slug:ref>/", include(call_urls)),
    path("call-requests/<slug:ref>/strike/", calls.request_strike, name="request-strike"),
    path("call-requests/<slug:ref>/decline/", calls.request_decline, name="request-decline"),
    path("call-copies/<slug:ref>/", calls.copy, name="copy"),
    path("call-copies/<slug:ref>/ready/", calls.copy_ready, name="copy-ready"),
    path("call-copies/<slug:ref>/impossible/", calls.copy_impossible, name="copy-impossible"),
    path("nominations/<slug:ref>/", include(nomination_urls)),
    path("panels/<slug:ref>/", include(panel_urls)),
    path("nominees/<slug:ref>/", include(nominee_urls)),
    path("outcomes/<slug:ref>/note/", selection.outcome_note, name="outcome-note"),
    path("lists/<slug:ref>/", include(batch_urls)),
    *by_link_urls,
    path("strategies/<slug:ref>/", include(strategy_urls)),
    path("numbers/<slug:ref>/remove/", strategies.target_remove, name="target-remove"),
    path("strategy-views/<slug:ref>/answer/", strategies.strategy_answer, name="strategy-answer"),
    path("gap-checks/<slug:ref>/", include(gap_check_urls)),
    path("gaps/<slug:ref>/decide/", checks.gap_decide, name="gap-decide"),
    path("gap-noes/<slug:ref>/answer/", checks.gap_answer, name="gap-answer"),
    path("calendar/<str:token>.ics", page.calendar, name="calendar"),
    path("nominations/<slug:ref>/offer/", offers.offer_new, name="offer-new"),
    path("considered/<str:token>/", include(own_urls)),
    path("my-roles/", appointments.my_roles, name="my-roles"),
    path("appointments/<slug:ref>/", include(appointment_urls)),
    path("induction/<slug:ref>/", include(step_urls)),
    path("interests/<slug:ref>/review/", induction.interest_review, name="interest-review"),
    path("buddies/<slug:ref>/", include(buddy_urls)),
    path("check-ins/<slug:ref>/", buddies.check_in, name="check-in"),

    path("stages/<slug:ref>/", include(stage_urls)),
    path("standards/<slug:ref>/", include(standard_urls)),
    path("tailoring/<slug:ref>/", include(tailoring_urls)),
    path("edition-moves/<slug:ref>/", include(move_urls)),
    path("evidence/<slug:ref>/", standard.evidence, name="evidence"),
    path("evidence/<slug:ref>/withdraw/", standard.evidence_withdraw, name="evidence-withdraw"),

    path("workstreams/<slug:ref>/", home.workstream, name="workstream"),
    path("workstreams/<slug:ref>/change/", groups.workstream_change, name="workstream-change"),
    path("workstreams/<slug:ref>/allocate/", pairing.allocate, name="allocate"),
    path("workstreams/<slug:ref>/briefing/", sharing.briefing_note, name="briefing-note"),
    path("groups/<slug:ref>/", sharing.group, name="group"),
    path("groups/<slug:ref>/terms/", groups.group_terms, name="group-terms"),
    path("groups/<slug:ref>/seats/add/", groups.seat_add, name="seat-add"),
    path("groups/<slug:ref>/lay-only/", sharing.lay_space, name="lay-space"),
    path("groups/<slug:ref>/lay-only/open/", sharing.lay_space_open, name="lay-space-open"),
    path("lay-notes/<slug:ref>/take-back/", sharing.lay_note_take_back, name="lay-note-take-back"),
    path("seats/<slug:ref>/propose/", groups.seat_propose, name="seat-propose"),
    path("seats/<slug:ref>/office/", groups.seat_office, name="seat-office"),
    path("holdings/<slug:ref>/answer/", groups.seat_answer, name="seat-answer"),
    path("holdings/<slug:ref>/agree/", groups.holding_agree, name="holding-agree"),
    path("holdings/<slug:ref>/end/", groups.holding_end, name="holding-end"),
    path("hand-overs/<slug:ref>/", sharing.handover, name="handover"),
    path("exchanges/<slug:ref>/", sharing.swap, name="swap"),
    path("exchanges/<slug:ref>/answer/", sharing.swap_answer, name="swap-answer"),
    path("exchanges/<slug:ref>/take-back/", sharing.swap_withdraw, name="swap-withdraw"),
    path("vacancies/<slug:ref>/cover/", groups.vacancy_cover, name="vacancy-cover"),

    path("groups/<slug:ref>/not-signed-in/", quiet.group_quiet, name="group-quiet"),

    path("people/", persons.people, name="people"),
    path("people/new/", people.person_new, name="person-new"),
    path("people/<slug:ref>/", persons.person, name="person"),
    path("people/<slug:ref>/contacts/", contacts.contacts, name="contacts"),
    path("people/<slug:ref>/contacts/note/", contacts.contact_note, name="contact-note"),
    path("people/<slug:ref>/contact/", contacts.contact_name, name="contact-name"),
    path("people/<slug:ref>/pack/", pack.pack, name="pack"),
    path("people/<slug:ref>/pack/posted/", pack.pack_posted, name="pack-posted"),
    path("needs/<slug:ref>/arrange/", arranging.need_arrange, name="need-arrange"),
    path("needs/<slug:ref>/not-possible/", arranging.need_impossible, name="need-impossible"),
    path("people/<slug:ref>/change/", people.person_change, name="person-change"),
    path("people/<slug:ref>/invite/", people.person_invite, name="person-invite"),
    path("organisations/new/", organisations.organisation_new, name="organisation-new"),
    path("organisations/<slug:ref>/", organisations.organisation, name="organisation"),
    path("memberships/<slug:ref>/signatory/", organisations.signatory_name, name="signatory-name"),
    path("messages/<int:pk>/told/", by_hand.message_told, name="message-told"),
    path("messages/<int:pk>/letter/", by_hand.letter, name="letter"),

    *offline_urls,
    *raising.urls,
    *commitments.urls,
    *challenges.urls,
    *decisions.urls,
    *contributions.urls,
    *forum.urls,
    *rounds.urls,
    *plans.urls,
    *toolkit.urls,
    path("touchstones/", include(touchstone.urls)),
    path("groups/<slug:ref>/", include(touchstone.of_group_urls)),
    path("breaches/<slug:ref>/", include(touchstone.breach_urls)),
    path("breach-ways/<slug:ref>/", include(touchstone.procedure_urls)),
    path("memberships/<slug:ref>/", include(touchstone.membership_urls)),
    *touchstone.by_link_urls,
]
