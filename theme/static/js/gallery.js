// A text with a gallery: its pictures, what holds on the day, and passing it on.

import "./pictures.js";
import "./share.js";
import "./today.js";
