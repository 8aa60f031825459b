"""What the pages of the toolkit show (pages), in print (printed), for word processors (word), and the ways to it (doors)."""
