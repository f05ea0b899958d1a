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

  /** Load *box* once, and return its frame. */
  const press = (box) => {
    button(box, "once").click();
    return box.querySelector(":scope > iframe");
  };
  const sizeOf = (frame) => {
    const { width, height } = frame.getBoundingClientRect();
    return { width, height };
  };
  const saidBy = (box) => {
    const status = box.querySelector("[role=status]");
    return { named: named(box), status: status.textContent, said: status.dataset.loaded };
  };

  /** Load *box* once, and wait for its frame. */
  const load = async (box) => {
    box.scrollIntoView({ block: "center", behavior: "instant" });
    const frame = press(box);
    const come = new Promise((done) => frame.addEventListener("load", () => done(true)));
    const size = sizeOf(frame);
    compare(`once ${named(box)}`, [box]);
    const loaded = await Promise.race([come, wait(10_000)]);
    compare(`loaded ${named(box)}`, [box]);
    return { ...size, ...saidBy(box), loaded: !!loaded };
  };

  /** Load all of them, without anybody else. */
  const loadEmpty = () => {
    Object.defineProperty(view.HTMLIFrameElement.prototype, "src", { set() {} });
    const frames = boxes.map(press);
    frames.forEach((frame) => frame.dispatchEvent(new view.Event("load")));
    compare("once", boxes);
    seen.boxes = boxes.map((box, at) => ({ ...sizeOf(frames[at]), ...saidBy(box), loaded: true }));
    boxes.forEach((box) => button(box, "unload").click());
    compare("unload", boxes);
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

  view.HTMLElement.prototype.focus = () => {}; // it would lay out the page anew for each press
  if (!waits) loadEmpty();
  else
    for (const box of boxes) {
      seen.boxes.push(await load(box));
      button(box, "unload").click();
      compare(`unload ${named(box)}`, [box]);
    }
  const services = [...new Set(boxes.map((box) => box.getAttribute("service")))];
  const of = (service) => boxes.filter((box) => box.getAttribute("service") === service);
  if (!waits) {
    services.forEach((service) => button(of(service)[0], "always").click());
    compare("always", boxes);
    services.forEach((service) => button(of(service)[0], "withdraw").click());
    compare("withdraw", boxes);
  } else
    for (const service of services) {
      const own = of(service);
      button(own[0], "always").click();
      compare(`always ${service}`, own);
      const loads = framed();
      if (loads.length === own.length && own.every((box) => loads.includes(box))) seen.alone.push(service);
      button(own[0], "withdraw").click();
      compare(`withdraw ${service}`, own);
    }
  if (framed().length) seen.moved.push("a frame is left");

  Object.defineProperty(view.navigator, "onLine", { value: false, configurable: true });
  boxes.forEach((box) => button(box, "once").click());
  seen.failed.offline = page.querySelectorAll("consent-embed[failed]").length;
  compare("offline", boxes);
  delete view.navigator.onLine;

  if (waits) {
    const later = view.setTimeout;
    const frames = view.HTMLIFrameElement.prototype;
    const loading = Object.getOwnPropertyDescriptor(frames, "loading");
    // Out of sight as they are, lazy frames ask nobody: the stubs would answer some before their time is over.
    Object.defineProperty(frames, "loading", { ...loading, set() { loading.set.call(this, "lazy"); } });
    view.setTimeout = (what, milliseconds) => later.call(view, what, milliseconds > 9_000 ? 0 : milliseconds);
    boxes.forEach((box) => button(box, "once").click());
    view.setTimeout = later;
    Object.defineProperty(frames, "loading", loading);
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
