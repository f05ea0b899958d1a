// Walks over the placeholders of a page in Firefox, at several widths, and prints what was seen as JSON.
import { inFirefox, readOrder, stubbedPage, wait } from "./firefox_pages.mjs";

const { address, widths, loadedAt, height, silence, walk, stubs } = readOrder();
const stub = (url) => {
  const [begin, html] = Object.entries(stubs).find(([begin]) => url.startsWith(begin)); // the last is for all
  return begin ? html.replaceAll(encodeURIComponent(begin), encodeURIComponent(url.split("#")[0])) : html;
};
const seen = [];

await inFirefox({}, async (browser) => {
  for (const width of widths) {
    const asked = [];
    const page = await stubbedPage(browser, asked, stub);
    await page.setViewport({ width, height });
    await page.goto(address);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await wait(silence);
    const before = asked.splice(0);
    const found = await page.evaluate(`(${walk})(window, ${width === loadedAt})`);
    seen.push({ asked_before: before, asked, seen: found });
    await page.close();
  }
});

console.log(JSON.stringify(seen));
