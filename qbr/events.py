"""What happens to QBRs, by name."""

QBR_REQUESTED = "qbr.qbr.requested"
QBR_READY = "qbr.qbr.ready"
QBR_FAILED = "qbr.qbr.failed"
