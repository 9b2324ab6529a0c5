"""How fast notices are made, beside peers, on the same machine in the same run."""
