// Reads calendar files with ical.js, the parser of Thunderbird: calendars.mjs MODULES FILE...
// Prints for each file its events as a program sees them.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
const found = createRequire(`${modules}/`).resolve("ical.js");
const { default: ICAL } = await import(pathToFileURL(found));

const read = (file) => {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
    return {
      uid: event.uid,
      title: event.summary,
      summary: event.description,
      place: event.location,
      sequence: event.sequence,
      status: component.getFirstPropertyValue("status"),
      start: moment(event.startDate),
      end: moment(event.endDate),
    };
  });
};

console.log(JSON.stringify(Object.fromEntries(files.map((file) => [file, read(file)]))));
