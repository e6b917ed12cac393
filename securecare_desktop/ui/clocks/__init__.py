"""The Time limits tab of a young person."""
