"""Floor 4: the store. Tables and the queries on them, engine, unit of work, migrations, audit trail, search."""
