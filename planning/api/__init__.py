"""Plans, goals and studies through the API; a module for each subject."""
