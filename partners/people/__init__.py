"""Who takes part: lay partners and professionals (a Partner each), the organisations they come from,
who may sign for an organisation, and the invitations by which a partner gets a key to sign in with.
Where people sit lives in groups; what they do in a programme lives in programmes."""
