"""What is taken out of the records when somebody has gone and has not been heard of for two years. That somebody leaves a seat lives in
groups; who was put forward and never took part is erased in candidates."""
