"""Speed, as ratios against a floor measured in the same run. `bin/bench` runs it; it is no part of the tests."""
