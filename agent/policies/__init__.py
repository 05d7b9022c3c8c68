"""Policies that are not trained here: a model behind an OpenAI-compatible server, or a local transformers model."""
