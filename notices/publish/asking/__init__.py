"""Forms for schools, with what only they can answer: written, and added to later."""
