"""The queues of who joins the Forum."""

from django.utils.translation import gettext_lazy as _

from programmes.forum.queues import joins_to_settle, members_who_want_more
from programmes.home.queues.kinds import Queue, has

ROWS: tuple[Queue, ...] = (
    Queue("forum-asks", _("person who wants to join the Forum"), _("people who want to join the Forum"),
          _("They said yes. Look whether they are known here, and let them in."),
          joins_to_settle, "asked_at", "programmes:forum-let-in", "ref", has("PM", "FAC")),
    Queue("forum-more", _("member of the Forum who would like to do more"), _("members of the Forum who would like to do more"),
          _("Speak with them about a bigger role."),
          members_who_want_more, "wants_more_at", "programmes:forum-more-settle", "ref", has("PM", "FAC")),
)
