"""``python -m gradlab``: the command of the course."""

import sys

from .app.command import main

sys.exit(main())
