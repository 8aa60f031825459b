"""What a person at the terminal may start: the demo here, and the commands of the programmes in `commands`."""
