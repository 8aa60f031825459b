"""A round and who is invited (rounds), what people answer (answers), what is decided about it and who saw that (responses)."""

from programmes.rounds.models.answers import EarlierAnswer, ForumAnswer, Theme
from programmes.rounds.models.responses import ReplyWord, Response, RoundSeen
from programmes.rounds.models.rounds import ForumRound, RoundInvited

__all__ = ["EarlierAnswer", "ForumAnswer", "ForumRound", "ReplyWord", "Response", "RoundInvited", "RoundSeen", "Theme"]
