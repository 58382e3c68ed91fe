"""Requests that nobody who means well would send, by people who are signed in and by those who are not.

`tests/public/hostile_requests.py` has those to the public addresses; here are those to every address there is, with
the forms of the pages, filled in hostile ways.
"""
