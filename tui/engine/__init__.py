"""The process that the model works in, beside the app's: `main` serves what is asked over a pipe, until it closes."""
