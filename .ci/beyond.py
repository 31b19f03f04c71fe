"""Print the pins of a lock file that another one lacks: what a provider needs besides.

python .ci/beyond.py requirements.txt < LOCK > requirements-PROVIDER.txt
"""

import re
import sys
from pathlib import Path

known = set(re.findall(r"^(\S+==\S+)", Path(sys.argv[1]).read_text("utf-8"), re.MULTILINE))
for entry in re.split(r"^(?=\S+==)", sys.stdin.read(), flags=re.MULTILINE):
    if entry.strip() and entry.split()[0] not in known:
        print(entry, end="")
