"""What stands beside a topic where a person chooses, and how long things take."""

from django.utils.translation import gettext_lazy as _

from coprod.post.catalogue import Topic

HINTS = {
    Topic.MEETINGS: _("Invitations, changes and reminders."),
    Topic.PAPERS: _("Papers to read before a meeting, and minutes after it."),
    Topic.GROUPS: _("Seats, pairs and terms."),
    Topic.VOICE: _("Answers to what you told us."),
    Topic.PROMISES: _("What was promised, what was decided, and challenges."),
    Topic.PLANS: _("Plans that can still change, and what became of answers."),
    Topic.TOOLKIT: _("The book that is written together."),
    Topic.JOINING: _("Roles, being put forward, and first steps."),
    Topic.SUPPORT: _("What you need to take part."),
    Topic.STAGES: _("What the programme has to show, and signing."),
    Topic.ACCOUNT: _("Signing in, your data, and who may see it."),
}
AHEAD_DAYS = 14         # "what will be sent"
ON_A_PAGE = 25
