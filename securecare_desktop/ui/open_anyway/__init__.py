"""Records of a young person who is not in one's reach: who, why, and opening them."""
