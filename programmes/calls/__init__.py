"""A round of asking for people: which roles, which organisations were asked by whom, in which forms, until when, and what became of
each request. Who was put forward lives in nominations; the roles themselves live in profiles."""
