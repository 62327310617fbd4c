"""A typed registry, filled at start-up. A malformed or duplicate entry stops the start with a sentence."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from legitimacy.indicators.definitions import Indicator

T = TypeVar("T")


class RegistryError(LookupError):
    """A duplicate or unknown entry."""


class Registry(Generic[T]):
    """Entries by key, kept in key order."""

    def __init__(self, what: str, key: Callable[[T], str]) -> None:
        self.what = what
        self._key = key
        self._entries: dict[str, T] = {}

    def register(self, *entries: T) -> None:
        for entry in entries:
            key = self._key(entry)
            if not key:
                raise RegistryError(f"A {self.what} without a key cannot be registered: {entry!r}.")
            if key in self._entries:
                raise RegistryError(f"The {self.what} {key} is registered twice; give one of them another key.")
            self._entries[key] = entry
        self._entries = dict(sorted(self._entries.items()))

    def get(self, key: str) -> T:
        try:
            return self._entries[key]
        except KeyError:
            raise RegistryError(f"There is no {self.what} {key!r}.") from None

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[T]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def keys(self) -> list[str]:
        return list(self._entries)


indicators: Registry[Indicator] = Registry("indicator", key=lambda entry: entry.code)
