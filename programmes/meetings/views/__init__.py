"""The pages of meetings: planning them, coming to them, their agenda."""
