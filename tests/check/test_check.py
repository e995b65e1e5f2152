"""Every exercise: its stub, its solution, what readers get wrong, and what nobody expects."""

import ast
import importlib
import re
import subprocess
import sys
from functools import partial
