// One walk through the consent in Firefox; prints what was seen as JSON.
// node firefox.mjs MODULES FIREFOX URL: the folder of puppeteer-core, the browser, our site.
import { createRequire } from "node:module";

const [modules, executablePath, site] = process.argv.slice(2);
const { default: puppeteer } = await import(createRequire(`${modules}/`).resolve("puppeteer-core"));
const WITH_BOTH = `${site}/zwei-klick/`;
const WITH_PANEL = `${site}/social-media/`;
const seen = {};

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const frames = (page) => page.evaluate(() => document.querySelectorAll("iframe").length);
const press = (page, selector) => page.evaluate((one) => document.querySelector(one).click(), selector);
const stored = (page) =>
  page.evaluate(async () => [
    document.cookie,
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
  ]);

/** Do *steps* in a Firefox; every other host is answered by a stub and written down. It ends whatever happens. */
async function walk(preferences, steps) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    extraPrefsFirefox: { "network.captive-portal-service.enabled": false, ...preferences },
  });
  const asked = [];
  const open = async (address) => {
    const page = await browser.newPage();
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      if (request.url().startsWith(site) || !request.url().startsWith("http")) return request.continue();
      asked.push(request.url());
      return request.respond({ status: 200, contentType: "text/html", body: "<title>Stub</title>" });
    });
    await page.goto(address);
    return page;
  };
  try {
    await steps({ asked, open });
  } finally {
    await browser.close();
  }
}

await walk({}, async ({ asked, open }) => {
  const page = await open(WITH_BOTH);
  for (const one of await page.$$("consent-embed, consent-embed button:not([hidden])")) {
    await one.hover();
    await one.focus();
  }
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.pdf();
  await wait(300);
  seen.askedBefore = [...asked];
  seen.hints = await page.evaluate(() => document.querySelectorAll("[rel*=preconnect], [rel*=dns-prefetch]").length);

  await press(page, "consent-embed button[value=once]");
  await wait(300);
  seen.askedAfterOneClick = [...asked];
  await press(page, "consent-embed button[value=unload]");
  seen.storedWithoutConsent = await stored(page);

  await press(page, "consent-embed button[value=always]");
  seen.kept = Object.keys(JSON.parse(await page.evaluate(() => localStorage.consent)));
  seen.storedWithConsent = await stored(page);
  seen.framesAfterWithdrawal = await page.evaluate(() => {
    document.querySelector("consent-embed button[value=withdraw]").click();
    return document.querySelectorAll("iframe").length;
  });

  await press(page, "consent-embed button[value=always]");
  const other = await open(WITH_PANEL);
  seen.framesInTheFirstTab = [await frames(page)];
  await press(other, "[role=switch][value=youtube]");
  await wait(1000);
  seen.framesInTheFirstTab.push(await frames(page));

  await press(page, "consent-embed button[value=always]");
  await page.evaluate(() => addEventListener("pageshow", (event) => (globalThis.fromMemory = event.persisted)));
  await page.goto(WITH_PANEL);
  await press(page, "consent-panel button[value=off]");
  await page.evaluate(() => history.back());
  await wait(1500);
  seen.back = await page.evaluate(() => ({
    path: location.pathname,
    fromMemory: globalThis.fromMemory ?? false,
    frames: document.querySelectorAll("iframe").length,
  }));
});

await walk({ "javascript.enabled": false }, async ({ asked, open }) => {
  await open(WITH_BOTH);
  await wait(500);
  seen.askedWithoutScripts = asked;
});

console.log(JSON.stringify(seen));
