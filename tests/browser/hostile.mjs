// Opens pages in Firefox and prints as JSON what a function returns in each: the order has the addresses and the function.
import { inFirefox, readOrder, site } from "./firefox_pages.mjs";

const { addresses, look } = readOrder();
const seen = {};

await inFirefox({}, async (browser) => {
  const page = await browser.newPage();
  page.on("dialog", (dialog) => dialog.dismiss());
  for (const address of addresses) {
    await page.goto(site + address);
    seen[address] = await page.evaluate(`(${look})()`);
  }
});

console.log(JSON.stringify(seen));
