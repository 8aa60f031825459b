"""What people and the clock do with appointments: offering and answering, the induction, buddies, pauses, new terms and leaving."""
