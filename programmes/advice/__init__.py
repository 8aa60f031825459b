"""Which type of co-production suits a programme: thirteen questions, named rules, and what follows from them. The rules are data,
asked the same way by a manager, by the leaders, and by anyone on the public page. Nothing is stored here; what a programme
answered and chose lives in choosing."""

from programmes.advice.catalogue import Advice, advise, mistakes, modes

__all__ = ["Advice", "advise", "mistakes", "modes"]
