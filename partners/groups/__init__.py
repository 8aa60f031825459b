"""Groups (founding leaders, Advisory Group, Forum, working groups, boards, panels), their seats, who
holds a seat from when to when, and how long a seat stood empty. The Group is the hinge of the house:
recruitment and seats point at it, so they never need a workstream."""
