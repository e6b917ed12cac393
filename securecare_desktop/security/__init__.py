"""Floor 4: key slots and the counting of wrong passwords. Knows neither the store nor its records."""
