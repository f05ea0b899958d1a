// An event: what it is on the day, and passing it on.

import "./share.js";
import "./today.js";
