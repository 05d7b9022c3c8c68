"""The Model mode's views: pure functions from a reading to spans. No Textual, no torch."""
