"""The check: nothing leaves that is not on the page it cites.

Two questions, answered by code alone and without trust in whoever wrote the answer:

1. Does the quote stand on the page? (`standing`, in `bot.answers.check.quoted`) Letter for
   letter, but for what printing changes and meaning does not, and not cut so that it turns
   its sentence round: "attend" out of "did not attend", "£2m" out of "up to £2m".
2. Does the claim say only what its quotes say? (`faults`) A claim in the quotes' own words
   does. Any other must keep to their
   - figures, each with sign, unit, bound and what it counts (`bot.answers.check.figures`);
   - dates and names;
   - senses: no other direction, no surer, no wider, no denial made or dropped
     (`bot.answers.check.senses`);
   - roles: nothing that has changed places (`bot.answers.check.roles`);
   - and most of its words must be theirs.
   Where it cannot tell, it refuses.

`verify` applies both to a claim and gives back the claim with quotes in the page's own
words, or the reasons why it may not leave.
"""

from bot.answers.check.judge import Judgement, judge
from bot.answers.check.quoted import MIN_QUOTE, folded, in_full, pieces, printed, standing
from bot.answers.check.verify import Verdict, faults, gives_orders, verify

__all__ = [
    "MIN_QUOTE", "Judgement", "Verdict", "faults", "folded", "gives_orders", "in_full", "judge",
    "pieces", "printed", "standing", "verify",
]
