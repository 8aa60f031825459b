"""People as who organises finds them: whom to reach how and how often, what to arrange, who looks after whom, letters and packs for
those without e-mail, and who has fallen silent. What a person says of themselves lives in portal; their roles in programme."""
