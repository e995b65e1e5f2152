"""What each lesson lets you explore and predict: one module a lesson."""
