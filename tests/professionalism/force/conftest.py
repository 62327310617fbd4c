"""Who reports and who reviews."""

from tests.professionalism.force.world import (  # noqa: F401  fixtures
    amber,
    amber_member,
    bilal,
    bilal_member,
    chief_member,
    gita,
    gita_member,
    pina,
)
