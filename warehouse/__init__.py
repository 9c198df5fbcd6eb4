"""The Parquet store, the DuckDB build, its audit and publication, and the report."""
