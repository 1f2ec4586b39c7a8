"""Bands and targets as CSV, out and in: a sheet has one row for each number, whichever guide it stands in."""
