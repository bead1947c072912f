"""What runs within the worker process: engines turn text and speed into samples at `RATE`."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

RATE = 24_000

Voice: TypeAlias = Callable[[str, float], NDArray[np.float32]]
