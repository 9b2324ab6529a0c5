"""Who issues a notice: profiles, their layers, and the school register."""
