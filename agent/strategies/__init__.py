"""Strategies: how many attempts are made at a question, what each is told, and which answer is given."""
