"""Forms of scorecards; a module for each subject."""
