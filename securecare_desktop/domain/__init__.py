"""Floor 3: the field's nouns as frozen dataclasses, and pure rules on them. Time comes in as an argument."""
