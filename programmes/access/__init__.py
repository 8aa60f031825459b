"""What must be there so that everybody can take part in one meeting: interpreters, equipment, formats, somebody with them; and that it is.

What a person needs in general lives in `partners.support`; here it is asked for, booked and settled for one meeting, as instructions
without reasons.
"""
