"""The check: nothing leaves that is not on the page it cites.

`judge` is asked whether a claim says only what the units say that it cites; the reasons
why not are sentences that a model can mend by. It reads, each in a module of its own,

- figures and dates by value (`numbers`), and whose they are (`whose`);
- names (`named`);
- what is denied, hardened or turned round (`meaning`).

All of them read a text as `wording` takes it apart, once: into words, numbers and marks.
Ordinary words need not be the unit's own. Where code quotes, `standing` tells whether
words stand on a page, and `verify` puts both questions to a claim.
"""

from bot.answers.check.judge import completed, judge, needed
from bot.answers.check.orders import gives_orders
from bot.answers.check.quoted import MIN_QUOTE, folded, printed, standing
from bot.answers.check.verify import faults, verify

__all__ = [
    "MIN_QUOTE",
    "completed",
    "faults",
    "folded",
    "gives_orders",
    "judge",
    "needed",
    "printed",
    "standing",
    "verify",
]
