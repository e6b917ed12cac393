"""Floor 5: what a signed-in person can do. Permission, one transaction, a frozen answer; no Qt, no SQL.

bundle.py makes all of them around one session.
"""
