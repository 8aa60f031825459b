"""What is asked of a lay partner in a position, and what they get: the role profile in its versions, what lay leaders say to it
before it is published, and the public page of open roles. Who puts themselves forward for one lives elsewhere."""
