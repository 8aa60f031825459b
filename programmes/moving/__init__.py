"""How a programme moves from one edition of the catalogue to a newer one: proposed by its manager or its lay co-chair, agreed
or refused by the other, with the differences shown. What was answered stays; what was signed stays under its edition. The
editions themselves live in editions, the answers in stages."""
