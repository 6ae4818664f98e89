"""What happens to imports, by name."""

BATCH_UPLOADED = "imports.batch.uploaded"
CHECK_REQUESTED = "imports.batch.check_requested"
APPLICATION_REQUESTED = "imports.batch.application_requested"
BATCH_APPLIED = "imports.batch.applied"
UNDO_REQUESTED = "imports.batch.undo_requested"
BATCH_UNDONE = "imports.batch.undone"
MAPPING_SAVED = "imports.mapping.saved"
