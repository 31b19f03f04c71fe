"""What a pack says, as the units that are searched, shown and cited."""

from indexer.evidence.records import Record, RecordKind, records_of

__all__ = ["Record", "RecordKind", "records_of"]
