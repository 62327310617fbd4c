"""Simulated records of the example register."""

from legitimacy.simulations import Simulator
from professionalism.demo.discipline import DISCIPLINE

SIMULATORS: tuple[Simulator, ...] = (DISCIPLINE,)
