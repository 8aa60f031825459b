"""The pages of appointments: for who runs the programme, for the person in their account, and for the person by their link."""
