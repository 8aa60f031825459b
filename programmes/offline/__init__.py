"""Who is reached by phone or letter: calls with their outcome, letters printed in batches and posted. What is said, the other wings say;
that it was told is the move of the outbox."""
