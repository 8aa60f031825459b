"""The trail of rounds in words. Importing this module registers them. Who answered is never named here: that is
decided where it is shown."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES, TONES

SENTENCES.update({
    ("programmes.forumround", "open"): _("%(who)s asked the Forum what it thinks of a plan"),
    ("programmes.forumround", "close"): _("The round was closed: no more answers but what comes by post"),
    ("programmes.forumround", "call_off"): _("%(who)s called a round off"),
    ("programmes.forumround", "ask_pair"): _("%(who)s asked the pair to look at the answers before they go out"),
    ("programmes.forumround", "send"): _("%(who)s sent “we said, we did” to those who answered"),
    ("programmes.forumround", "publish"): _("%(who)s published “we said, we did”"),
    ("programmes.forumround", "answer_all"): _("Everybody who answered a round has their answer, %(who)s noted"),
    ("programmes.forumanswer", "give"): _("Somebody answered a plan"),
    ("programmes.forumanswer", "note"): _("%(who)s wrote down what somebody answers"),
    ("programmes.forumanswer", "write_down"): _("%(who)s wrote down what a recording says"),
    ("programmes.forumanswer", "change"): _("Somebody changed their answer to a plan"),
    ("programmes.forumanswer", "take_back"): _("Somebody took back their answer to a plan"),
    ("programmes.forumanswer", "keep_back"): _("Words of an answer were kept back from the group"),
    ("programmes.forumanswer", "keep_no_more"): _("Words of an answer that were kept back are shown again"),
    ("programmes.forumanswer", "also_bears_on"): _("%(who)s said on which further points an answer bears"),
    ("programmes.forumanswer", "hide"): _("%(who)s hid an answer; who gave it is told why"),
    ("programmes.forumanswer", "show_again"): _("%(who)s showed a hidden answer again; who gave it is told"),
    ("programmes.theme", "add"): _("%(who)s made a theme for answers"),
    ("programmes.theme", "rename"): _("%(who)s gave a theme another name"),
    ("programmes.theme", "sort"): _("%(who)s put answers into a theme"),
    ("programmes.theme", "take_out"): _("%(who)s took answers out of a theme"),
    ("programmes.theme", "decide"): _("%(who)s decided what is done with the answers of a theme"),
    ("programmes.theme", "decide_again"): _("%(who)s changed what is done with the answers of a theme"),
    ("programmes.response", "decide"): _("%(who)s decided what is done with an answer"),
    ("programmes.roundseen", "see"): _("%(who)s noted for the lay side that the answers are right"),
    ("programmes.roundseen", "refuse"): _("%(who)s noted for the lay side that something is wrong in the answers"),
    ("programmes.roundseen", "answer"): _("%(who)s answered what the lay side says is wrong"),
    ("programmes.replyword", "accept"): _("Somebody is satisfied with the answer that they got"),
    ("programmes.replyword", "refuse"): _("Somebody is not satisfied with the answer that they got"),
})
TONES.update({
    ("programmes.forumround", "answer_all"): "done", ("programmes.forumround", "publish"): "done",
    ("programmes.forumround", "call_off"): "refused", ("programmes.roundseen", "refuse"): "concern",
    ("programmes.replyword", "refuse"): "concern"})
