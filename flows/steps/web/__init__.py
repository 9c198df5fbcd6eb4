"""Pages, feeds and sitemaps: fetched politely, and only from public addresses."""
