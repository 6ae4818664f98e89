"""Pages of plans, goals and studies; a module for each subject."""
