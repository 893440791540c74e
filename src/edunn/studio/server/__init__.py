"""The web server: it checks what comes in, asks the session, and guards this machine.

Nothing is computed here, and nothing decided: a route is one line about the session.
"""
