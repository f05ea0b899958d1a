// One walk through the consent in Firefox; prints what was seen as JSON.
import { inFirefox, site, stubbedPage, wait } from "./firefox_pages.mjs";

const WITH_BOTH = `${site}/zwei-klick/`;
const WITH_PANEL = `${site}/social-media/`;
const seen = {};

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

const open = async (browser, asked, address) => {
  const page = await stubbedPage(browser, asked);
  await page.goto(address);
  return page;
};

await inFirefox({}, async (browser) => {
  const asked = [];
  const page = await open(browser, asked, WITH_BOTH);
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
  const other = await open(browser, asked, WITH_PANEL);
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

await inFirefox({ "javascript.enabled": false }, async (browser) => {
  seen.askedWithoutScripts = [];
  await open(browser, seen.askedWithoutScripts, WITH_BOTH);
  await wait(500);
});

console.log(JSON.stringify(seen));
