"""Facts that single articles cannot give: pure functions of whole tables."""
