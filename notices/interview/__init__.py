"""The interview that fills in a profile: questions and answers as data.

A script says what to ask, `step` takes one line that somebody typed, and `written`
puts the answers into the text of a profile.  Nothing here knows a terminal.
"""
