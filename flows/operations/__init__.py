"""What operators see: status, messages, logs, metrics, warnings."""
