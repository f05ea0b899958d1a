// What was still to come when the site was built may be over today: shows what holds until a day, or after it.

const today = new Date().toLocaleDateString("sv", { timeZone: "Europe/Berlin" }); // Swedish writes 2026-05-12

for (const one of document.querySelectorAll("[data-until], [data-after]")) {
  const { until = "9999", after = "" } = one.dataset;
  one.hidden = after >= today || today > until;
}
