"""The placement plan of a young person: its versions, sections, goals, limits and decisions."""
