"""What text do these bytes hold: its lines, articles, sentences and words."""
