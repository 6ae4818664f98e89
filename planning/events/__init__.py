"""What happens to plans, goals and studies, by name; a module for each subject."""
