"""Ponder inside other people's programs. Each module needs the extra that it is named after."""
