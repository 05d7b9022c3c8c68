"""Unit conversions: exact, held against sympy's own units, and cheap to attack."""

from __future__ import annotations

import contextlib
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy.physics import units as sympy_units

from agent.tools import units
from agent.tools.measures import UnitError, convert
from agent.tools.unit_table import TEMPERATURE, UNITS
from tests.quick import within


@pytest.mark.parametrize(
    "text, said",
    [
        ("3 km to m", "3000 m"), ("1 mi to km", "1.609344 km"), ("5 ft 7 in to cm", "170.18 cm"),
        ("5 ft 7 in in in", "67 in"), ("67 in to ft and in", "5 ft 7 in"), ("100 min to h and min", "1 h 40 min"),
        ("-67 in to ft and in", "-5 ft 7 in"), ("1,500 m in km", "1.5 km"), ("3/4 in to mm", "19.05 mm"),
        ("3 1/2 cups in ml", "828.05882775 ml"), ("60 km/h to m/s", "50/3 m/s (about 16.66666667)"),
        ("3 miles per hour to km/h", "4.828032 km/h"), ("2 square feet in square inches", "288 in^2"),
        ("5 m^2 to cm²", "50000 cm^2"), ("2 m^-1 to cm^-1", "0.02 cm^-1"), ("1 GB to MB", "1000 MB"),
        ("20 C to F", "68 °F"), ("-40 °F to °C", "-40 °C"), ("400 K to C", "126.85 °C"), ("180 deg to rad", "about 3.141592654 rad"),
        ("2 centuries to years", "200 year"), ("Convert 3 Kilometres to Metres?", "3000 m"), ("2 dozen to items", "24 item"),
        ("1 kWh to J", "3600000 J"), ("1 hp to W", "745.69987158227022 W"),
        ("how many milligrams in 383.2 tonnes", "383200000000"), ("How many inches are there in 5 ft 7 in?", "67"),
        ("how many in in 2 ft", "24"), ("how many minutes in three quarters of an hour", "45"),
        ("how many months in 7/10 of a year", "8.4"), ("how many inches in a third of a yard", "12"),
        ("how many hours and minutes in 719 minutes", "11 hours 59 minutes"), ("how many m/s in 60 km/h", "50/3"),
        ("how many degrees Celsius in -40 °F", "-40"), ("how many radians in 180 degrees", "about 3.141592654"),
        ("three quarters of an hour to seconds", "2700 s"), ("5nm to um", "0.005 µm"), ("3 ug in nanograms", "3000 ng"),
    ],
)  # fmt: skip
def test_conversions(text: str, said: str) -> None:
    assert convert(text) == said
    assert units.run(text).text == said


@pytest.mark.parametrize(
    "text, why",
    [
        ("3 kg to m", "mass cannot be converted to length"), ("3 km to m^2", "length cannot be converted to length^2"),
        ("2 years to days", "calendar"), ("3 bananas to km", "no unit is called 'bananas'"), ("-500 C to K", "absolute zero"),
        ("7 to 8", "has no unit"), ("3 km", "write it as"), ("", "write it as"), ("20 C 5 C to F", "one temperature"),
        ("3 km^9 to m", "exponents"), ("67 in to in and ft", "larger unit first"), ("1/0 m to km", "is no number"),
        ("3 °C/m to K/m", "does not combine"), ("9" * 150 + " m to km", "120 digits"), ("1 m" * 100 + " to km", "200 characters"),
        ("how many km in most of a mile", "cannot read"), ("how many bananas in 3 km", "no unit is called 'bananas'"),
    ],
)  # fmt: skip
def test_what_cannot_be_converted_is_explained(text: str, why: str) -> None:
    with pytest.raises(UnitError, match=re.escape(why)):
        convert(text)
    result = units.run(text)
    assert not result.ok and not result.broken and why in result.text


@pytest.mark.parametrize(
    "name, theirs",
    [
        ("km", "kilometer"), ("in", "inch"), ("ft", "foot"), ("yd", "yard"), ("mi", "mile"),
        ("min", "minute"), ("h", "hour"), ("d", "day"), ("lb", "pound"), ("g", "gram"), ("l", "liter"), ("ml", "milliliter"),
        ("qt", "quart"), ("J", "joule"), ("W", "watt"), ("N", "newton"), ("bar", "bar"), ("atm", "atmosphere"),
        ("psi", "psi"), ("ly", "lightyear"), ("au", "astronomical_unit"), ("eV", "electronvolt"), ("ha", "hectare"),
    ],
)  # fmt: skip
def test_sizes_agree_with_an_independent_table(name: str, theirs: str) -> None:
    """Sympy's own nautical mile of 6076 feet is left out: the metre's is 1852 m exactly (SI brochure, table 8)."""
    base = [sympy_units.meter, sympy_units.kilogram, sympy_units.second]
    size = sympy_units.convert_to(getattr(sympy_units, theirs), base).as_coeff_Mul()[0]
    assert float(UNITS[name].size) == pytest.approx(float(size), rel=2e-4 if theirs == "lightyear" else 1e-7)


exact = [name for name, unit in UNITS.items() if unit.exact and unit.dimension != TEMPERATURE and " " not in name]


@given(st.integers(-(10**9), 10**9), st.integers(1, 1000), st.data())
def test_there_and_back_is_the_same(top: int, bottom: int, data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(exact))
    other = data.draw(st.sampled_from([n for n in exact if UNITS[n].dimension == UNITS[one].dimension]))
    there = convert(f"{top}/{bottom} {one} to {other}").partition(" ")[0]
    back = convert(f"{there} {other} to {one}").partition(" ")[0]
    assert Fraction(back) == Fraction(top, bottom)


@given(st.one_of(st.text(max_size=80), st.text("0123456789./^-+ kmfti²³°CKtoinand", max_size=210)))
def test_any_text_is_answered_at_once_in_one_printable_line(text: str) -> None:
    with within(2):
        with contextlib.suppress(UnitError):
            convert(text)
        result = units.run(text)
    assert len(result.text) < 500 and not result.broken
