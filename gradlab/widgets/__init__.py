"""What answers back: controls, pictures, predictions, verdicts."""
