"""What stands beside the course: the Jupyter server extension."""
