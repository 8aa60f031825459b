"""Challenges: a lay partner questions something, and somebody must answer by a day that is set. Who raised it says whether the answer will
do; if not, it goes up the ladder, and in the end the position of who raised it stays on record. A heated one is kept by named handlers."""
