"""How somebody who was selected becomes a lay partner: the offer with its terms and their own yes or no, the seat, the induction that they
confirm, a buddy, what must be signed before confidential papers open; pauses, new terms, and how somebody leaves with thanks."""
