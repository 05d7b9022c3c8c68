"""Matrices as trees: sums, multiples and products of them as one matrix, and lists of lists as programs print them."""

from __future__ import annotations

from collections.abc import Callable

from verifier.parsing.node import Node

MAX_PRODUCTS = 512
"""Products of two cells in a product of two matrices."""


def _rows(matrix: Node) -> list[list[Node]]:
    return [list(row.args) for row in matrix.args]


def _matrix(rows: list[list[Node]]) -> Node:
    return Node("matrix", tuple(Node("list", tuple(row)) for row in rows))


def as_matrix(node: Node) -> Node:
    """[[1, 2], [3, 4]] as a matrix; anything else as it is."""
    rows = node.args
    inner = all(row.kind == "bracket" and row.name == "[]" for row in rows)
    if node.kind != "bracket" or node.name != "[]" or not inner or len({len(row.args) for row in rows}) != 1:
        return node
    return _matrix([list(row.args) for row in rows])


def worked(node: Node) -> Node:
    """A matrix that is a sum, a multiple or a product, cell by cell; anything else as it is."""
    if not any(n.kind == "matrix" for n in node.walk()):
        return node
    args = [worked(arg) for arg in node.args]
    shapes = [(len(a.args), len(a.args[0].args)) for a in args if a.kind == "matrix"]
    all_matrices = len(shapes) == len(args)
    if node.kind == "neg" and all_matrices:
        return _each(args[0], lambda cell: Node("neg", (cell,)))
    if node.kind == "add" and all_matrices and len(set(shapes)) == 1:
        rows = zip(*(_rows(a) for a in args), strict=True)
        return _matrix([[Node("add", cells) for cells in zip(*row, strict=True)] for row in rows])
    if node.kind == "mul" and len(args) == 2 and all_matrices:
        return _product(node, *args)
    if node.kind in ("mul", "div") and len(args) == 2 and len(shapes) == 1:
        if args[0].kind == "matrix":
            return _each(args[0], lambda cell: Node(node.kind, (cell, args[1])))
        return _each(args[1], lambda cell: Node("mul", (args[0], cell))) if node.kind == "mul" else node
    return node


def _each(matrix: Node, change: Callable[[Node], Node]) -> Node:
    return _matrix([[change(cell) for cell in row] for row in _rows(matrix)])


def _product(node: Node, left: Node, right: Node) -> Node:
    a, b = _rows(left), _rows(right)
    if len(a[0]) != len(b) or len(a) * len(b[0]) * len(b) > MAX_PRODUCTS:
        return node
    columns = range(len(b[0]))
    return _matrix(
        [[Node("add", tuple(Node("mul", (x, b[k][j])) for k, x in enumerate(row))) for j in columns] for row in a]
    )
