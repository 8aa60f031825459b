"""Who was put forward for a role: by an organisation, by themselves, or written down by staff; their consent, two records of one
person, lists that come as a file, and the page on which they follow what becomes of it. Who chooses among them lives in selection."""
