"""Share cards: draws the picture of a page for those who share its link."""
