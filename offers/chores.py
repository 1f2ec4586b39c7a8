"""What the worker does for negotiations at each round, beside mail."""

from negotiate import chores
from offers.letters import sweep
from offers.rederiving import follow_zone_data

chores.register("letters without a row", sweep)
chores.register("new zone data", follow_zone_data)
