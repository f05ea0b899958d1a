// Lighthouse over one page after the other in one browser: lighthouse.mjs MODULES CHROMIUM SWITCHES ADDRESS...
// Prints for each address its scores, the layout shift and the audits that cost points, as one JSON object.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, chromePath, switches, ...addresses] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const load = async (name) => import(pathToFileURL(require.resolve(name)));
const { launch } = await load("chrome-launcher");
const { default: lighthouse } = await load("lighthouse");

const chromeFlags = ["--headless=new", ...JSON.parse(switches)];
const chrome = await launch({ chromePath, chromeFlags, logLevel: "silent" });
const found = {};
try {
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "silent", output: "json" });
    const costly = Object.values(lhr.categories).flatMap(({ id, auditRefs }) =>
      auditRefs
        .filter(({ id: audit, weight }) => weight && (lhr.audits[audit].score ?? 1) < 1)
        .map(({ id: audit }) => `${id}: ${audit}`),
    );
    found[new URL(address).pathname] = {
      scores: Object.fromEntries(
        Object.values(lhr.categories).map(({ id, score }) => [id, score === null ? null : Math.round(score * 100)]),
      ),
      shift: lhr.audits["cumulative-layout-shift"].numericValue,
      largest: Math.round(lhr.audits["largest-contentful-paint"].numericValue),
      bytes: lhr.audits["total-byte-weight"].numericValue,
      costly,
    };
  }
} finally {
  await chrome.kill();
}
console.log(JSON.stringify(found));
