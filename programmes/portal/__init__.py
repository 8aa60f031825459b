"""A lay partner's own part: how to reach them, support, what they bring, limits, breaks, who helps them, what became of what they said.
Each page is there twice: for the person, and for staff who write down what the person tells them. It reads the wings before it."""
