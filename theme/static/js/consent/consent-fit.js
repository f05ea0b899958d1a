// Frames whose height only their provider knows: it tells by message, and the placeholder takes that height.

const HEIGHTS = [120, 4000]; // pixels; whatever a message says, a frame is no lower and no higher
const SETTLED = 300; // milliseconds without another message after which a height is meant
const fits = new WeakMap(); // for each frame the change to come, or true once it has come

addEventListener("message", ({ data, origin, source }) => {
  const frames = [...document.querySelectorAll("consent-embed[data-height-from] > iframe")];
  const frame = frames.find((one) => one.contentWindow === source);
  const box = frame?.parentNode;
  // Its service may have sent it on to another of its own hosts, but nobody else speaks for it.
  if (!box?.dataset.heightHosts.split(" ").includes(origin.split("/")[2])) return;
  const height = heightIn(data, box.dataset.heightFrom);
  const fit = fits.get(frame);
  // One change, so that nothing jumps; after that only while a reader is busy within the frame.
  if (!height || (fit === true && document.activeElement !== frame)) return;
  clearTimeout(fit);
  const change = () => {
    fits.set(frame, true);
    keepingPlace(() => box.style.setProperty("--consent-embed-height", `${height}px`));
  };
  fits.set(frame, setTimeout(change, SETTLED));
});

// Some tell only when asked. Loading does not bubble, but it can be seen on its way down.
document.addEventListener(
  "load",
  ({ target }) => {
    const ask = target.parentNode?.dataset?.heightAsk;
    if (ask) target.contentWindow.postMessage(JSON.parse(ask), new URL(target.src).origin);
  },
  true,
);

/** Return the height at *path* of a message, within bounds, or 0. It is an object, its JSON, or a query string. */
function heightIn(data, path) {
  let value = data;
  if (typeof data === "string") {
    try {
      value = JSON.parse(data);
    } catch {
      value = Object.fromEntries(new URLSearchParams(data));
    }
  }
  for (const key of path.split("/")) value = value?.[key];
  if (typeof value === "string") value = Number(value);
  return Number.isFinite(value) && value > 0 ? Math.min(Math.max(Math.ceil(value), HEIGHTS[0]), HEIGHTS[1]) : 0;
}

/** Do *change* so that what stands in the middle of the window stays where it is. */
function keepingPlace(change) {
  const root = document.documentElement;
  const seen = document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? root;
  const before = seen.getBoundingClientRect().top;
  root.style.overflowAnchor = "none"; // else browsers that anchor would move it a second time
  change();
  scrollBy({ top: seen.getBoundingClientRect().top - before, behavior: "instant" });
  root.style.overflowAnchor = "";
}
