// Opens pages in Firefox and prints as JSON what a function returns in each.
// node hostile.mjs MODULES FIREFOX SITE FILE: the folder of puppeteer-core, the browser, our site, and a file with
// the addresses and the function.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, executablePath, site, file] = process.argv.slice(2);
const { default: puppeteer } = await import(createRequire(`${modules}/`).resolve("puppeteer-core"));
const { addresses, look } = JSON.parse(readFileSync(file, "utf8"));
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  headless: true,
  extraPrefsFirefox: { "network.captive-portal-service.enabled": false },
});
const seen = {};
try {
  const page = await browser.newPage();
  page.on("dialog", (dialog) => dialog.dismiss());
  for (const address of addresses) {
    await page.goto(site + address);
    seen[address] = await page.evaluate(`(${look})()`);
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
