"""The page of one young person: who they are, the tabs, the overview, and their own details."""
