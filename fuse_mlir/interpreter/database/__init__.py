"""SQLite for programs: connections and transactions, parameters and rows, the query builder, migrations."""
