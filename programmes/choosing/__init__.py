"""What a programme answered to the thirteen questions, manager and leaders apart, which type it chose and why, and later what
really happened. The questions and rules themselves live in advice."""
