"""Who reads rounds and their answers (reading), opens and closes them (opening), answers and for whom (answering); who sorts, decides,
looks, sends and publishes, and what is missing before that (deciding)."""
