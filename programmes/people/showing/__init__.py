"""How people are shown to who organises: a person's page (`person`), the list and its filters (`listing`), the printed pack (`pack`)."""
