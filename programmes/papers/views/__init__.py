"""The pages of papers: one paper and writing it, its copies, releasing, the pack, and what is said."""
