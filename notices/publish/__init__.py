"""Publishing: rendering what was asked for and writing it whole or not at all."""
