"""Wording sets of one's own: started from what ships, and kept up with it."""
