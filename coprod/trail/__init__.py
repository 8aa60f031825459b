"""Who did what, when: one append-only book per programme, each row chained to the row before.
Rows hold references and states, never names or free text; words are made when they are shown."""
