"""Simulated records of the example register."""

from legitimacy.simulations import Simulator
from professionalism.demo.signals import SIGNALS

SIMULATORS: tuple[Simulator, ...] = (SIGNALS,)
