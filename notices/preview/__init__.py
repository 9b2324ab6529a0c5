"""The live page: notices as `build` would write them, what changes in them, and why.

A server on loopback asks a process of its own to compose and render.  When a file
changes, that process is ended and another begins, so that nothing old is kept in it.
"""
