"""The wording of the confidentiality statement, version by version: what somebody signed stays what they signed."""

from django.utils.translation import gettext_lazy as _

WORDINGS = {
    1: (_("Some papers and some talks are confidential. Each of these says so."),
        _("I do not pass on what is confidential. I do not talk about it outside the group, and not online."),
        _("I do not tell others what somebody says about their own life or health."),
        _("I keep confidential papers where nobody else can read them. I give them back or destroy them when I leave."),
        _("If something goes wrong, I tell the programme manager at once. Nobody is blamed for telling."),
        _("I may always speak about my own life, and about what I think. If somebody is in danger, I tell.")),
}
CURRENT_WORDING = max(WORDINGS)
YEAR_DAYS = 365         # practice.md NT43: interests are looked at once a year
