"""Simulated records of the audit body in the example register."""

from audit.demo.funding import funding_settle, funding_simulate
from legitimacy.simulations import Simulator

FUNDING = Simulator(key="funding", simulate=funding_simulate, plant=lambda: 0, settle=funding_settle)
SIMULATORS: tuple[Simulator, ...] = (FUNDING,)
