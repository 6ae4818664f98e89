"""Every row judged before anything is written: what is wrong, in which row and column, and what to do. No database."""
