"""What members are asked to do, and what they should be told first, of an item or a paper.

Made when a paper is indexed and kept with its structure: `add_points`.
"""

from __future__ import annotations

from indexer.points.make import add_points

__all__ = ["add_points"]
