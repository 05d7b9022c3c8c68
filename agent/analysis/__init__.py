"""Why answers are wrong: each failure compared with the reference solution, and all of them grouped."""
