"""The log of decisions: what was decided, by whom, with which options; the Advisory Group's position before it and lay dissent, beside what
was decided by law; what changed since lay partners saw it; the published reason; and whether everybody may read the log (S10,
8.7, PM13, CC8). Promises that follow from a decision live in commitments."""
