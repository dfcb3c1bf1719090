"""Divisor methods: from which quotient on a unit holds its n-th seat.

Under huntington-hill the bound is the geometric mean of n - 1 and n. To stay rational, weights and bounds are
both squared there; everything that compares weight / bound then compares squares, in the same order.
"""

from fractions import Fraction
from math import isqrt

from pendopo.planning.apportionment.problem import Method


def signpost(method: Method, n: int) -> Fraction:
    """The quotient from which on the n-th seat (n >= 1) is held; its square under huntington-hill."""
    match method:
        case Method.DHONDT:
            return Fraction(n)
        case Method.SAINTE_LAGUE:
            return Fraction(2 * n - 1, 2)
        case Method.HUNTINGTON_HILL:
            return Fraction(n * (n - 1))
        case Method.DEAN:
            return Fraction(2 * n * (n - 1), 2 * n - 1)
        case Method.ADAMS:
            return Fraction(n - 1)
        case _:
            raise ValueError(f"{method} has no divisors.")


def measure(method: Method, weight: Fraction) -> Fraction:
    """The weight as signposts compare it."""
    return weight * weight if method is Method.HUNTINGTON_HILL else Fraction(weight)


def rounded(method: Method, quotient: Fraction) -> int:
    """The seats of a quotient above 0 (squared under huntington-hill); at a signpost, the larger number."""
    whole = int(quotient)
    n = isqrt(whole) if method is Method.HUNTINGTON_HILL else whole
    return n + 1 if quotient >= signpost(method, n + 1) else n


def first_is_due(method: Method) -> bool:
    """Whether everyone with a weight takes a seat, however small the weight."""
    return signpost(method, 1) == 0


def simplest(low: Fraction, high: Fraction | None) -> Fraction:
    """The fraction with the smallest denominator inside an open interval of positive numbers, or its only point."""
    if high is not None and low >= high:
        return low
    whole = int(low)
    if high is None or whole + 1 < high:
        return Fraction(whole + 1)
    return whole + 1 / simplest(1 / (high - whole), 1 / (low - whole) if low > whole else None)
