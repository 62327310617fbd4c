"""Counts of one corps's own register for the page of the head of internal oversight, and nationally of all others.

Files that another body holds are in none of the counts of a corps.
"""
