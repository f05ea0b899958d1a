"""HTML in a text: read once, judged, and written anew in a form that has one reading."""
