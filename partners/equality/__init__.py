"""What people say about themselves if they wish: age band, sex, ethnic group and the like. Kept apart from the person, under a mark that
only our key makes again, and read by themselves or as counts in which nobody can be found. Who compares the counts lives above."""
