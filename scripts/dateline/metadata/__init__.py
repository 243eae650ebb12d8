"""What tools read of a dataset beside its card: Croissant, a citation, a data package."""
