"""What the worker does for guides at each round."""

from guides.scheduling import publish_due
from negotiate import chores

chores.register("publishing", publish_due)
