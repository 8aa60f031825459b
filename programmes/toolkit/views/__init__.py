"""The book and its adopters (book, adopters), a chapter (chapters, approving, publishing, reading), what is offered (offers), and what
everybody reads (public)."""
