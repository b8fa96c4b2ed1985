"""Reports of Ask an Expert for the desk: pure functions from rows of queries to tables and charts.

``readers`` says who reads which report and which questions are counted for them; ``rows`` holds the
queries; every other module is one report or a tool for it, and reads no database.
"""
