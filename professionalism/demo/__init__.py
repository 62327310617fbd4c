"""Simulated records of the example register."""

from legitimacy.simulations import Simulator
from professionalism.demo.force import FORCE
from professionalism.demo.force_planted import FORCE_PLANTED

SIMULATORS: tuple[Simulator, ...] = (FORCE, FORCE_PLANTED)
