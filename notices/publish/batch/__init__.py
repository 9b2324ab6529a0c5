"""Many organisations at once: planned, made in parallel, and accounted for."""
