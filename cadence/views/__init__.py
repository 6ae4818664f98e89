"""Pages of the CAM's day."""
