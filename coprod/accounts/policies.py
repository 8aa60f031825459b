"""What an administrator may do to accounts."""

from django.utils.translation import gettext_lazy as _

from coprod.accounts.models import User
from coprod.kit.access import YES, Answer, No


def may_stop_administering(user: User) -> Answer:
    """Whether `user` may be closed or lose their rights: not if nobody would be left (lessons e 9).

    It locks the administrators until the transaction ends, so that two of them cannot remove each other.
    """
    administrators = User.objects.select_for_update().administrators().order_by("pk")
    if not [other for other in administrators if other.pk != user.pk]:
        return No(_("This is the last active administrator. Make somebody else an administrator first."))
    return YES
