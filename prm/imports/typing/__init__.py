"""What a column's texts mean: decided once for the whole column, from all of its values. Pure Python."""
