"""The made-up vendors, as data. All names of companies and people are invented."""

from prm.demo.vendors.alpenrad import ALPENRAD
from prm.demo.vendors.northlight import NORTHLIGHT

VENDORS = (NORTHLIGHT, ALPENRAD)
