"""The units that `units` knows, each as an exact multiple of base units.

Sources: the SI brochure (9th edition, 2019) and NIST SP 811 appendix B for the defined sizes of the inch, pound,
US gallon, calorie, horsepower, atmosphere and mmHg. Months and years are no number of days, so they are a scale of
their own; the tool `calendar` knows how long each is.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as F

BASES = ("length", "mass", "time", "temperature", "angle", "data", "months", "count")
Dimension = tuple[int, ...]


@dataclass(frozen=True)
class Unit:
    """`size` base units of `dimension`; a temperature scale has its zero at `offset` kelvin; `exact` is false where the
    true size is irrational."""

    name: str
    size: F
    dimension: Dimension
    offset: F = F(0)
    exact: bool = True


def _dimension(**exponents: int) -> Dimension:
    return tuple(exponents.get(base, 0) for base in BASES)


LENGTH, AREA, VOLUME = _dimension(length=1), _dimension(length=2), _dimension(length=3)
MASS, TIME, TEMPERATURE = _dimension(mass=1), _dimension(time=1), _dimension(temperature=1)
ANGLE, DATA, MONTHS, COUNT = _dimension(angle=1), _dimension(data=1), _dimension(months=1), _dimension(count=1)
SPEED, FREQUENCY = _dimension(length=1, time=-1), _dimension(time=-1)
FORCE, PRESSURE = _dimension(mass=1, length=1, time=-2), _dimension(mass=1, length=-1, time=-2)
ENERGY, POWER = _dimension(mass=1, length=2, time=-2), _dimension(mass=1, length=2, time=-3)

INCH, POUND, GALLON, IMPERIAL_GALLON = F("0.0254"), F("0.45359237"), F("0.003785411784"), F("0.00454609")
GRAVITY = F("9.80665")
PI = F("3.14159265358979323846264338327950288")

# Size, dimension, and every spelling; the first is how results are written. Sizes in m, kg, s, K, degrees, bits.
_TABLE: tuple[tuple[F | int, Dimension, str], ...] = (
    (1, LENGTH, "m metre metres meter meters"),
    (F(1, 10), LENGTH, "dm decimetre decimetres decimeter decimeters"),
    (F(1, 100), LENGTH, "cm centimetre centimetres centimeter centimeters"),
    (F(1, 1000), LENGTH, "mm millimetre millimetres millimeter millimeters"),
    (F(1, 10**6), LENGTH, "µm um micrometre micrometres micrometer micrometers micron microns"),
    (F(1, 10**9), LENGTH, "nm nanometre nanometres nanometer nanometers"),
    (1000, LENGTH, "km kilometre kilometres kilometer kilometers"),
    (INCH, LENGTH, "in inch inches"),
    (12 * INCH, LENGTH, "ft foot feet"),
    (36 * INCH, LENGTH, "yd yard yards"),
    (63360 * INCH, LENGTH, "mi mile miles"),
    (1852, LENGTH, "nmi nautical_mile nautical_miles"),
    (149_597_870_700, LENGTH, "au astronomical_unit astronomical_units"),
    (299_792_458 * 31_557_600, LENGTH, "ly light_year light_years"),
    (100, AREA, "are ares"),
    (10_000, AREA, "ha hectare hectares"),
    (43560 * (12 * INCH) ** 2, AREA, "acre acres"),
    (F(1, 1000), VOLUME, "l L litre litres liter liters"),
    (1, VOLUME, "kl kL kilolitre kilolitres kiloliter kiloliters"),
    (F(1, 10_000), VOLUME, "dl dL decilitre decilitres deciliter deciliters"),
    (F(1, 100_000), VOLUME, "cl cL centilitre centilitres centiliter centiliters"),
    (F(1, 10**6), VOLUME, "ml mL millilitre millilitres milliliter milliliters cc"),
    (F(1, 10**9), VOLUME, "µl ul microlitre microlitres microliter microliters"),
    (F(1, 10**12), VOLUME, "nl nanolitre nanolitres nanoliter nanoliters"),
    (GALLON, VOLUME, "gal gallon gallons"),
    (GALLON / 4, VOLUME, "qt quart quarts"),
    (GALLON / 8, VOLUME, "pt pint pints"),
    (GALLON / 16, VOLUME, "cup cups"),
    (GALLON / 128, VOLUME, "fl_oz fluid_ounce fluid_ounces"),
    (GALLON / 256, VOLUME, "tbsp tablespoon tablespoons"),
    (GALLON / 768, VOLUME, "tsp teaspoon teaspoons"),
    (IMPERIAL_GALLON, VOLUME, "imp_gal imperial_gallon imperial_gallons"),
    (IMPERIAL_GALLON / 8, VOLUME, "imp_pt imperial_pint imperial_pints"),
    (1, MASS, "kg kilogram kilograms kilo kilos"),
    (F(1, 1000), MASS, "g gram grams"),
    (F(1, 100_000), MASS, "cg centigram centigrams"),
    (F(1, 10**6), MASS, "mg milligram milligrams"),
    (F(1, 10**9), MASS, "µg ug microgram micrograms"),
    (F(1, 10**12), MASS, "ng nanogram nanograms"),
    (1000, MASS, "t tonne tonnes metric_ton metric_tons"),
    (POUND, MASS, "lb pound pounds lbs"),
    (POUND / 16, MASS, "oz ounce ounces"),
    (14 * POUND, MASS, "st stone stones"),
    (2000 * POUND, MASS, "ton tons short_ton short_tons"),
    (1, TIME, "s sec second seconds"),
    (1000, TIME, "ks kilosecond kiloseconds"),
    (F(1, 100), TIME, "cs centisecond centiseconds"),
    (F(1, 1000), TIME, "ms millisecond milliseconds"),
    (F(1, 10**6), TIME, "µs us microsecond microseconds"),
    (F(1, 10**9), TIME, "ns nanosecond nanoseconds"),
    (60, TIME, "min minute minutes"),
    (3600, TIME, "h hr hrs hour hours"),
    (86400, TIME, "d day days"),
    (7 * 86400, TIME, "week weeks"),
    (14 * 86400, TIME, "fortnight fortnights"),
    (1, MONTHS, "month months"),
    (12, MONTHS, "year years"),
    (120, MONTHS, "decade decades"),
    (1200, MONTHS, "century centuries"),
    (12_000, MONTHS, "millennium millennia"),
    (1, FREQUENCY, "Hz hertz"),
    (1000, FREQUENCY, "kHz kilohertz"),
    (10**6, FREQUENCY, "MHz megahertz"),
    (10**9, FREQUENCY, "GHz gigahertz"),
    (1000 * F(1, 3600), SPEED, "kph kmh"),
    (63360 * INCH / 3600, SPEED, "mph"),
    (F(1852, 3600), SPEED, "kn knot knots"),
    (1, FORCE, "N newton newtons"),
    (1000, FORCE, "kN kilonewton kilonewtons"),
    (POUND * GRAVITY, FORCE, "lbf pound_force"),
    (1, PRESSURE, "Pa pascal pascals"),
    (100, PRESSURE, "hPa hectopascal hectopascals mbar millibar millibars"),
    (1000, PRESSURE, "kPa kilopascal kilopascals"),
    (100_000, PRESSURE, "bar bars"),
    (101_325, PRESSURE, "atm atmosphere atmospheres"),
    (POUND * GRAVITY / INCH**2, PRESSURE, "psi"),
    (F("13595.1") * GRAVITY / 1000, PRESSURE, "mmHg"),
    (1, ENERGY, "J joule joules"),
    (1000, ENERGY, "kJ kilojoule kilojoules"),
    (3600, ENERGY, "Wh watt_hour watt_hours"),
    (3_600_000, ENERGY, "kWh kilowatt_hour kilowatt_hours"),
    (F("4.184"), ENERGY, "cal calorie calories"),
    (4184, ENERGY, "kcal kilocalorie kilocalories"),
    (F("1.602176634e-19"), ENERGY, "eV electronvolt electronvolts"),
    (1, POWER, "W watt watts"),
    (1000, POWER, "kW kilowatt kilowatts"),
    (10**6, POWER, "MW megawatt megawatts"),
    (550 * 12 * INCH * POUND * GRAVITY, POWER, "hp horsepower"),
    (1, ANGLE, "deg degree degrees °"),
    (360, ANGLE, "turn turns revolution revolutions"),
    (F(9, 10), ANGLE, "gon gons gradian gradians"),
    (F(1, 60), ANGLE, "arcmin arcminute arcminutes"),
    (F(1, 3600), ANGLE, "arcsec arcsecond arcseconds"),
    (1, DATA, "bit bits"),
    (8, DATA, "B byte bytes"),
    (8 * 10**3, DATA, "kB kilobyte kilobytes"),
    (8 * 10**6, DATA, "MB megabyte megabytes"),
    (8 * 10**9, DATA, "GB gigabyte gigabytes"),
    (8 * 10**12, DATA, "TB terabyte terabytes"),
    (10**3, DATA, "kbit kilobit kilobits"),
    (10**6, DATA, "Mbit megabit megabits"),
    (10**9, DATA, "Gbit gigabit gigabits"),
    (8 * 2**10, DATA, "KiB kibibyte kibibytes"),
    (8 * 2**20, DATA, "MiB mebibyte mebibytes"),
    (8 * 2**30, DATA, "GiB gibibyte gibibytes"),
    (1, COUNT, "item items"),
    (2, COUNT, "pair pairs"),
    (12, COUNT, "dozen dozens"),
    (20, COUNT, "score scores"),
    (144, COUNT, "gross"),
)


def _units() -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for size, dimension, spellings in _TABLE:
        first, *others = spellings.split()
        unit = Unit(first.replace("_", " "), F(size), dimension)
        for spelling in (first, *others):
            found[spelling.replace("_", " ")] = unit
    kelvin = Unit("K", F(1), TEMPERATURE)
    celsius = Unit("°C", F(1), TEMPERATURE, offset=F("273.15"))
    fahrenheit = Unit("°F", F(5, 9), TEMPERATURE, offset=F("273.15") - 32 * F(5, 9))
    found |= dict.fromkeys(("K", "kelvin", "kelvins"), kelvin)
    found |= dict.fromkeys(("°C", "C", "celsius", "degC", "degrees celsius", "degrees C"), celsius)
    found |= dict.fromkeys(("°F", "F", "fahrenheit", "degF", "degrees fahrenheit", "degrees F"), fahrenheit)
    radian = Unit("rad", 180 / PI, ANGLE, exact=False)
    return found | dict.fromkeys("rad radian radians".split(), radian)


UNITS: dict[str, Unit] = _units()
"""Every spelling. Looked up as written first, then in lower case where that is not another unit."""
LOWER: dict[str, Unit] = {}
for _spelling, _unit in UNITS.items():
    if len(_spelling) > 2:
        LOWER.setdefault(_spelling.lower(), _unit)
