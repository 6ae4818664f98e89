"""Words that every app shares and no framework owns: money, fiscal periods, ratios, traffic lights."""
