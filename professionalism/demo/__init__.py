"""Simulated records of the example register."""

from legitimacy.simulations import Simulator
from professionalism.demo.force import FORCE

SIMULATORS: tuple[Simulator, ...] = (FORCE,)
