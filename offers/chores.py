"""What the worker does for negotiations at each round, beside mail."""

from negotiate import chores
from offers.letters import sweep

chores.register("letters without a row", sweep)
