"""The one table: columns as data, shown by one model."""
