"""Where papers come from by themselves: councils' sites, folders, single addresses.

`Sync` visits them, `SiteFacts` says what they tell, `indexer.sources.source` says how to
write another kind.
"""

from __future__ import annotations

from indexer.sources.facts import SiteFacts
from indexer.sources.open import open_source
from indexer.sources.store import Store
from indexer.sources.sync import Outcome, Sync
from indexer.sources.web import Manners

__all__ = ["Manners", "Outcome", "SiteFacts", "Store", "Sync", "open_source"]
