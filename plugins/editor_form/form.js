// Wakes the form: gives Sveltia our configuration, fields and file format, once somebody asks for it.
// Every sentence comes from the page or from config.json.

const find = id => document.getElementById(id);

async function open() {
  find("open").disabled = true;
  try {
    const [{ default: CMS }, { components }, { directives }, { fields }, { format }, { rules }, { text }, { cms, ours }] = await Promise.all([
      import("./program/index.js"),
      import("./components.js"),
      import("./directives.js"),
      import("./fields.js"),
      import("./format.js"),
      import("./rules.js"),
      import("./text.js"),
      fetch("config.json", { cache: "no-store" }).then(answer => answer.json()),
    ]);
    format(CMS, cms.collections, ours.unwritten);
    text();
    fields(CMS);
    if (ours.embed) components(CMS, ours.embed);
    directives(CMS, ours.directives);
    rules(CMS, ours.rules, ours.embed?.pattern);
    find("welcome").remove();
    find("legal").remove(); // Sveltia takes the whole page
    await CMS.init({ config: cms });
    letZoom();
    document.addEventListener("click", openBeside);
  } catch (trouble) {
    console.error(trouble);
    find("not-loaded")?.removeAttribute("hidden");
  }
}

// Beside the form, not in its place: what is being written is not saved yet.
function openBeside(event) {
  const link = event.target.closest?.('a[href="spickzettel/"]');
  if (!link) return;
  event.preventDefault();
  window.open(link.href, "_blank", "noopener");
}

// Sveltia would keep people from enlarging the page (WCAG 2.2, 1.4.4).
function letZoom() {
  for (const meta of document.querySelectorAll('meta[name="viewport"][content*="maximum-scale"]')) {
    meta.content = "width=device-width, initial-scale=1";
  }
}

const local = document.body.classList.contains("folder-only");
if (local && !("showDirectoryPicker" in window)) {
  find("not-here").hidden = false;
} else if (location.hash.length > 1 || location.search) {
  open(); // on the way within the form, or back from signing in
} else {
  find("open").hidden = false;
  find("open").addEventListener("click", open);
}
