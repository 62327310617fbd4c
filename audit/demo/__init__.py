"""Simulated records of the audit body in the example register."""

from audit.demo.audits import AUDITS
from audit.demo.funding import funding_settle, funding_simulate
from audit.demo.standards import STANDARDS
from legitimacy.simulations import Simulator

FUNDING = Simulator(key="funding", simulate=funding_simulate, plant=lambda: 0, settle=funding_settle)
SIMULATORS: tuple[Simulator, ...] = (AUDITS, FUNDING, STANDARDS)
