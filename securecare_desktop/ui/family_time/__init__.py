"""Family time of a young person: what happened, limits in force, what is arranged."""
