"""Pictures: what goes out of each picture file, silent about its making, and small where a page is small."""
