"""One file a revision, named 0001_what_it_does.py. They import nothing of this program."""
