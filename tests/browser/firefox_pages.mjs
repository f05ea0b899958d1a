// Pages in Firefox. A script is called `node SCRIPT MODULES FIREFOX SITE`: the folder of puppeteer-core, the browser, our
// site; what it is to do may come as JSON on its input.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, executablePath, address] = process.argv.slice(2);
const { default: puppeteer } = await import(createRequire(`${modules}/`).resolve("puppeteer-core"));

export const site = address;
export const readOrder = () => JSON.parse(readFileSync(0, "utf8"));
export const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Do *steps* in a Firefox, which ends whatever happens. */
export async function inFirefox(preferences, steps) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    extraPrefsFirefox: { "network.captive-portal-service.enabled": false, ...preferences },
  });
  try {
    await steps(browser);
  } finally {
    await browser.close();
  }
}

/** Return a page in which every host but ours is written down in *asked* and answered with *stub* of its address. */
export async function stubbedPage(browser, asked, stub = () => "<title>Stub</title>") {
  const page = await browser.newPage();
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const url = request.url();
    if (url.startsWith(new URL(site).origin) || !url.startsWith("http")) return request.continue().catch(unlessGone);
    asked.push(url);
    return request.respond({ status: 200, contentType: "text/html", body: stub(url) }).catch(unlessGone);
  });
  return page;
}

/** Throw *error*, unless it says that a request has ended before its answer, as it does when its frame is removed. */
function unlessGone(error) {
  if (!error.message.includes("no such request")) throw error;
}
