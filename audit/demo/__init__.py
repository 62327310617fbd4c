"""Simulated records of the audit body in the example register."""

from audit.demo.audits import AUDITS
from audit.demo.frameworks import FRAMEWORKS
from audit.demo.funding import funding_settle, funding_simulate
from audit.demo.rebases import rebases_settle, rebases_simulate
from audit.demo.standards import STANDARDS
from legitimacy.simulations import Simulator

FUNDING = Simulator(key="funding", simulate=funding_simulate, plant=lambda: 0, settle=funding_settle)
REBASES = Simulator(key="rebases", simulate=rebases_simulate, plant=lambda: 0, settle=rebases_settle)
SIMULATORS: tuple[Simulator, ...] = (AUDITS, FRAMEWORKS, FUNDING, REBASES, STANDARDS)
