"""The checks of the exercises, one module per lesson, named as the notebook's explorers."""
