"""Who reads rounds and their answers (reading), who opens and closes them (opening), who answers and for whom (answering), who sorts, decides,
looks, sends and publishes, and what is missing before that (deciding)."""
