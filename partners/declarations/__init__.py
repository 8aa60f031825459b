"""What people say of themselves so that others can trust the work: which interests they have, and that they keep to themselves what is
confidential. Each stands in the book of the programme for which it was said. When it is asked, and what it opens, lives above."""
