"""Files: reads each kind of output file the way a browser would."""
