"""Floor 6: Qt. Screens are folders that never import one another; what they share is the kit beside them. Knows services, domain and core."""
