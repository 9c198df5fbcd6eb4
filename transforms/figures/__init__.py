"""From quantities to observations: metric, measure, status, confidence."""
