"""A reader of Pli's formats, written from docs/FORMAT.md alone (numbers in comments are its clauses),
with Python's standard library and the program age."""
