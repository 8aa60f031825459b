"""Support that a person needs to take part, as instructions to the organiser, never diagnoses: identified, recorded, flagged,
shared, met, reviewed. Nobody but the person says that a need is met. Who looked is written down."""
