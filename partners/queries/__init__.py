"""Reading partners. Everything here stays inside the scope in force."""
