"""What the members of a group share: their lay-only space, the note for who comes after, the exchange of seats, and the briefing of a pair
by its lead (7.6). Seats and terms themselves live in `programme`."""
