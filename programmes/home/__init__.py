"""Where everybody begins: what needs them today, their programmes, and a programme or workstream at a glance.
It reads all other wings and writes nothing."""
