"""Simulated records of the example register."""

from diversity.demo.origin import DIVERSITY_ORIGIN
from diversity.demo.staffing import DIVERSITY_STAFF
from diversity.demo.surveys import SURVEYS
from legitimacy.simulations import Simulator

SIMULATORS: tuple[Simulator, ...] = (DIVERSITY_STAFF, DIVERSITY_ORIGIN, SURVEYS)
