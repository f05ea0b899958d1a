// Tries every placeholder of a page and returns what was seen: for any browser, in a window or in a frame of our own.
// The stubs of other hosts send back each message they get. If *waits*, each frame is waited for; else frames stay empty
// and only hear that they are there, which is all that the page around them ever learns.
async (view, waits) => {
  const page = view.document;
  const boxes = [...page.querySelectorAll("consent-embed[src]")];
  const elements = [...page.body.querySelectorAll("*")]; // all but the frames, which are not there yet
  const seen = { boxes: [], moved: [], alone: [], failed: {}, told: [], shift: null };
  let shift = 0;
  const observer = new view.PerformanceObserver((list) => count(list.getEntries()));
  const count = (entries) => entries.forEach(({ value }) => (shift += value));

  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const painted = () => new Promise((done) => view.requestAnimationFrame(() => view.requestAnimationFrame(done)));
  const button = (box, name) => box.querySelector(`button[value=${name}]`);
  const place = (one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return width || height ? [x + view.scrollX, y + view.scrollY, width, height] : [0, 0, 0, 0];
  };
  const before = new Map(elements.map((one) => [one, place(one)]));
  const around = elements.filter((one) => !one.parentNode.closest("consent-embed"));
  /** Note what has moved: of the page, and within the *changed* placeholders. */
  const compare = (what, changed) => {
    for (const one of [...around, ...changed.flatMap((box) => [...box.querySelectorAll("*")])]) {
      const was = before.get(one); // nothing is known of a frame
      const is = place(one);
      if (!was || is.every((value, side) => Math.abs(value - was[side]) < 0.1)) continue;
      seen.moved.push(`${what}: ${one.outerHTML.slice(0, 99)} ${was} ${is}`);
    }
    seen.moved.splice(9);
  };
  const named = (box) => ["service", "kind", "ref", "src"].map((name) => box.getAttribute(name));
  const framed = () => [...page.querySelectorAll("consent-embed > iframe")].map((one) => one.parentNode);

  /** Load *box* once, and wait for its frame. */
  const load = async (box) => {
    box.scrollIntoView({ block: "center", behavior: "instant" });
    button(box, "once").click();
    const frame = box.querySelector(":scope > iframe");
    const come = new Promise((done) => frame.addEventListener("load", () => done(true)));
    const { width, height } = frame.getBoundingClientRect();
    compare(`once ${named(box)}`, [box]);
    if (!waits) frame.dispatchEvent(new view.Event("load"));
    const loaded = await Promise.race([come, wait(10_000)]);
    compare(`loaded ${named(box)}`, [box]);
    const status = box.querySelector("[role=status]");
    return { width, height, loaded: !!loaded, status: status.textContent, said: status.dataset.loaded };
  };

  const message = (box, height) =>
    box.dataset.heightFrom.split("/").reduceRight((inner, key) => ({ [key]: inner }), height);

  /** Let the frames of all *telling* boxes tell heights, while somebody reads below them. */
  const tell = async (telling) => {
    for (const box of telling) await load(box);
    const eye = page.querySelector("footer");
    eye.scrollIntoView({ block: "center", behavior: "instant" });
    await painted();
    const top = eye.getBoundingClientRect().top;
    const changes = new Map(telling.map((box) => [box, 0]));
    const watch = new view.MutationObserver((found) => found.forEach(({ target }) => changes.set(target, changes.get(target) + 1)));
    for (const box of telling) {
      watch.observe(box, { attributeFilter: ["style"] });
      for (const height of [200, 300, 433]) box.querySelector("iframe").contentWindow.postMessage(message(box, height), "*");
    }
    await wait(900);
    seen.eye = eye.getBoundingClientRect().top - top;
    for (const box of telling) {
      const height = box.querySelector("iframe").getBoundingClientRect().height;
      seen.told.push({ named: named(box), height, changes: changes.get(box) });
    }
  };

  try {
    observer.observe({ type: "layout-shift" });
    if (view.PerformanceObserver.supportedEntryTypes.includes("layout-shift")) seen.shift = 0;
  } catch {} // a browser that does not know it: the places are compared in each

  if (!waits) Object.defineProperty(view.HTMLIFrameElement.prototype, "src", { set() {} });
  for (const box of boxes) {
    const found = await load(box);
    seen.boxes.push({ named: named(box), ...found });
    button(box, "unload").click();
    compare(`unload ${named(box)}`, [box]);
  }
  for (const service of new Set(boxes.map((box) => box.getAttribute("service")))) {
    const own = boxes.filter((box) => box.getAttribute("service") === service);
    button(own[0], "always").click();
    compare(`always ${service}`, own);
    const loads = framed();
    if (loads.length === own.length && own.every((box) => loads.includes(box))) seen.alone.push(service);
    button(own[0], "withdraw").click();
    compare(`withdraw ${service}`, own);
    if (framed().length) seen.moved.push(`withdraw ${service} leaves a frame`);
  }

  Object.defineProperty(view.navigator, "onLine", { value: false, configurable: true });
  boxes.forEach((box) => button(box, "once").click());
  seen.failed.offline = page.querySelectorAll("consent-embed[failed]").length;
  compare("offline", boxes);
  delete view.navigator.onLine;

  if (waits) {
    const later = view.setTimeout;
    view.setTimeout = (what, milliseconds) => later.call(view, what, milliseconds > 9_000 ? 0 : milliseconds);
    boxes.forEach((box) => button(box, "once").click());
    view.setTimeout = later;
    await wait(100);
    seen.failed.silent = page.querySelectorAll("consent-embed[failed]").length;
    compare("silent", boxes);
  }
  await painted();
  count(observer.takeRecords());
  if (seen.shift !== null) seen.shift = shift;

  if (waits) await tell(boxes.filter((box) => box.dataset.heightFrom));
  seen.sideways = page.documentElement.scrollWidth - page.documentElement.clientWidth;
  seen.width = view.innerWidth;
  return seen;
}
