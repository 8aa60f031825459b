"""What a programme is for, who works in it and how it is built: vision, focus, what is open and closed,
partner organisations, team roles, groups and workstreams. Who holds a seat lives in partners.groups;
stages and standards live in stages."""
