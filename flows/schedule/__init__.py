"""The pipeline on its schedule, and the processes it starts."""
