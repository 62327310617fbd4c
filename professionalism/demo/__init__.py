"""Simulated records of the example register."""

from legitimacy.simulations import Simulator
from professionalism.demo.training import TRAINING

SIMULATORS: tuple[Simulator, ...] = (TRAINING,)
