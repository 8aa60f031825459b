"""Who looks after the contact with a person, what was said and when, and what staff wrote down for somebody who told them by phone,
by letter or in person."""
