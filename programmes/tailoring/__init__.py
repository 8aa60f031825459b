"""How a programme does a standard another way or leaves it out for a time: who proposed it, why, what is done instead, who of the
other side agreed, and until when. The standards themselves live in the catalogue, their answers in stages."""
