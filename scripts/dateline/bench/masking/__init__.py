"""What is hidden of a text before it becomes an input: its day, its dateline, addresses, agencies."""
