"""Head: what every page says about itself to browsers, search engines and networks."""
