"""What runs within the worker process: each engine turns text into samples at `RATE`."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

RATE = 24_000

Voice: TypeAlias = Callable[[str], NDArray[np.float32]]
