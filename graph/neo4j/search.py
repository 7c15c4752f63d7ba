"""Full-text search: Lucene finds, and Cypher scores as `graph.memory.search` does: BM25 over weighted columns of stemmed words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from graph.memory.search import K1, B, snippet
from graph.neo4j.layout import ABOUT, GRAPH, WEIGHTS, WORDS_INDEX, stems_name, texts_name
from graph.neo4j.reader import Columns, Made, Reader, pairs
from graph.neo4j.rows import Row
from graph.neo4j.values import Values
from graph.query import Get, NodeOf, Search, Shape, TypeName
from graph.words import words

NOTHING = '"-"'
"""What no document has: a word is letters and digits."""


class Shaping(Protocol):
    """Writes what is wanted of a thing; the compiler does."""

    values: Values
    reader: Reader

    def shape(self, row: Row, shape: Shape) -> Made:
        """The object that is wanted of a node."""


def search(query: Search, compiler: Shaping) -> Made:
    """What some words find, best first."""
    values, reader = compiler.values, compiler.reader
    stems = values.bind(query.text, "stems", _stems)
    if values.form(query.kinds) == "null":
        among = "node.kind <> 'Concept'"
    else:
        among = f"node.kind IN {values.several(query.kinds)} AND node.kind <> 'Concept'"
    every = values.bind(query.text, "every word", lambda text: _asked(text, "+"))
    some = values.bind(query.text, "some word", lambda text: _asked(text, ""))
    whole = values.once(f"{_found(every)} WHERE {among} RETURN collect(node)")
    found = values.once(
        f"CALL ({whole}) {{ WITH CASE WHEN size({whole}) = 0 THEN {some} ELSE '{NOTHING}' END AS asked {_found('asked')} WHERE {among} RETURN collect(node) AS parts }} "
        f"RETURN {whole} + parts"
    )
    worth = values.once(
        f"MATCH (g:{GRAPH}) UNWIND range(0, size({stems}) - 1) AS place CALL (place) {{ WITH '\"' + {stems}[place] + '\"' AS asked {_found('asked')} "
        f"RETURN toFloat(count(node)) AS having }} WITH place, log((g.documents - having + 0.5) / (having + 0.5)) AS worth "
        f"ORDER BY place RETURN collect(CASE WHEN worth < 1e-6 THEN 1e-6 ELSE worth END)"
    )
    limit = "" if values.form(query.first) == "null" else f" LIMIT {values.one(query.first)}"
    counted = " + ".join(
        f"{weight} * size([w IN split(coalesce(n.{stems_name(weight)}, ''), ' ') WHERE w = s])" for weight in WEIGHTS
    )
    hits = values.once(
        f"OPTIONAL MATCH (g:{GRAPH}) UNWIND {found} AS n WITH n, [s IN {stems} | toFloat({counted})] AS f, "
        f"{K1} * ({1 - B} + {B} * n.size / (toFloat(g.words) / g.documents)) AS damping "
        f"WITH n, round(reduce(t = 0.0, i IN range(0, size(f) - 1) | t + {worth}[i] * f[i] * {K1 + 1} / (f[i] + damping)), 6) AS score "
        f"ORDER BY score DESC, n.id{limit} RETURN collect([n, score])"
    )
    top, row, thing = Columns(), Columns(), values.alias()
    fields: list[tuple[str, str]] = []
    for name, part in query.parts:
        match part:
            case "totalCount":
                fields.append((name, top.add(f"size({found})")))
            case "nodes":
                made = reader.function(
                    pairs([(want.name, _hit(want, row, thing, compiler)) for want in query.fields]), "r, stems"
                )
                listed = top.add(
                    f"COLLECT {{ UNWIND range(0, size({hits}) - 1) AS place WITH place, {hits}[place][0] AS n, {hits}[place][1] AS score "
                    f"MATCH (n)-[:{ABOUT}]->({thing}) WITH place, n, score, {thing} ORDER BY place RETURN {row.cypher()} }}"
                )
                fields.append((name, f"[{made(f'x, {top.add(stems)}')} for x in {listed}]"))
            case "__typename":
                fields.append((name, "'SearchResult'"))
    return Made(top.cypher(), reader.function(pairs(fields)))


def _hit(want: Any, row: Columns, thing: str, compiler: Shaping) -> str:
    match want:
        case Get(_, "score"):
            return row.add("score")
        case Get(_, "snippet"):
            texts = ", ".join(f"n.{texts_name(weight)}" for weight in WEIGHTS)
            return f"{compiler.reader.given_as('cut', _snippet)}({row.add(f'[{texts}]')}, stems)"
        case NodeOf(_, shape):
            return row.made(compiler.shape(Row("Node", thing), shape))
        case TypeName(_, fixed):
            return repr(fixed or "SearchHit")
    raise AssertionError(f"nothing answers {want}")


def _snippet(texts: Sequence[Sequence[str] | None], stems: Sequence[str]) -> str:
    return snippet({float(weight): found for weight, found in zip(WEIGHTS, texts, strict=True) if found}, stems)


def _stems(text: Any) -> list[str]:
    return [word.stem for word in words(str(text or ""))]


def _asked(text: Any, sign: str) -> str:
    """A text as a query of Lucene: its words, quoted, so that none is an operator."""
    return " ".join(f'{sign}"{stem}"' for stem in dict.fromkeys(_stems(text))) or NOTHING


def _found(asked: str) -> str:
    return f"CALL db.index.fulltext.queryNodes('{WORDS_INDEX}', {asked}) YIELD node"
