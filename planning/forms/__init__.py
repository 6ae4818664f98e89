"""Forms about plans, goals and studies; a module for each subject."""
