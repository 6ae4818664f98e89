"""Reading enablement. Everything here stays inside the scope in force."""
