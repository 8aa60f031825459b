"""What somebody brings and how they wish to take part: experience, limits, times, what they would like to gain.
Support needs live in `support`, how to reach them on the person."""
