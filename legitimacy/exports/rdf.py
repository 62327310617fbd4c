"""RDF in two writings, Turtle and JSON-LD, of the same triples. Small on purpose: no blank nodes, no lists."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
UNSAFE = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    value: str


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A text with its language, or a value of a datatype (an address)."""

    value: str
    language: str = ""
    datatype: str = ""


Term = Iri | Literal


@dataclass(slots=True)
class Graph:
    """Triples by subject and predicate, in the order in which they came; `prefixes` shorten addresses."""

    prefixes: Mapping[str, str]
    triples: dict[str, dict[str, list[Term]]] = field(default_factory=dict)

    def add(self, subject: str, predicate: str, *terms: Term | None) -> None:
        """`predicate` is written with a prefix, such as dct:title. None adds nothing."""
        for term in terms:
            if term is not None:
                self.triples.setdefault(subject, {}).setdefault(self.full(predicate), []).append(term)

    def full(self, name: str) -> str:
        prefix, _colon, local = name.partition(":")
        return self.prefixes[prefix] + local

    def turtle(self) -> bytes:
        lines = [f"@prefix {prefix}: <{address}> ." for prefix, address in self.prefixes.items()]
        for subject, predicates in self.triples.items():
            told = [
                f"    {'a' if name == TYPE else self._short(name)} {', '.join(self._turtle(term) for term in terms)}"
                for name, terms in predicates.items()
            ]
            lines.append(f"\n<{_iri(subject)}>\n" + " ;\n".join(told) + " .")
        return ("\n".join(lines) + "\n").encode()

    def _short(self, address: str) -> str:
        for prefix, start in self.prefixes.items():
            if address.startswith(start) and LOCAL.fullmatch(address[len(start) :]):
                return f"{prefix}:{address[len(start) :]}"
        return f"<{_iri(address)}>"

    def _turtle(self, term: Term) -> str:
        if isinstance(term, Iri):
            return self._short(term.value)
        text = '"' + "".join(_escaped(term.value)) + '"'
        if term.language:
            return f"{text}@{term.language}"
        return f"{text}^^{self._short(term.datatype)}" if term.datatype else text

    def jsonld(self) -> bytes:
        nodes = []
        for subject, predicates in self.triples.items():
            node: dict[str, Any] = {"@id": subject}
            for name, terms in predicates.items():
                if name == TYPE:
                    node["@type"] = [term.value for term in terms]
                else:
                    node[name] = [_jsonld(term) for term in terms]
            nodes.append(node)
        return orjson.dumps({"@graph": nodes}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _iri(address: str) -> str:
    return UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", address)


def _escaped(text: str) -> Iterable[str]:
    for sign in text:
        if sign in '"\\':
            yield f"\\{sign}"
        elif ord(sign) < 32:
            yield f"\\u{ord(sign):04X}"
        else:
            yield sign


def _jsonld(term: Term) -> dict[str, str]:
    if isinstance(term, Iri):
        return {"@id": term.value}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    return {"@value": term.value, "@type": term.datatype} if term.datatype else {"@value": term.value}
