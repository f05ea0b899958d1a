// Galleries: their links open the large pictures in the dialog behind each. Without this they are links.

for (const gallery of document.querySelectorAll(".gallery")) {
  const dialog = gallery.nextElementSibling;
  const [count, stage] = dialog.querySelectorAll("[data-text], .viewer-stage");
  const links = [...gallery.querySelectorAll(".gallery-link")];
  let at;
  const show = (number) => {
    at = (number + links.length) % links.length;
    const figure = links[at].parentNode.cloneNode(true);
    figure.firstElementChild.replaceWith(...figure.firstElementChild.childNodes);
    for (const part of figure.querySelectorAll("source, img")) part.sizes = "100vw";
    stage.replaceChildren(figure);
    count.textContent = count.dataset.text.replace("{}", at + 1);
  };
  gallery.addEventListener("click", (event) => {
    const number = links.indexOf(event.target.closest("a"));
    if (number < 0 || event.ctrlKey || event.metaKey || event.shiftKey) return; // a window of its own
    event.preventDefault();
    show(number);
    dialog.showModal();
  });
  dialog.addEventListener("click", ({ target }) => {
    if (+target.value) show(at + +target.value);
    else if (target.value || target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", ({ key }) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (step) show(at + step);
  });
  dialog.addEventListener("close", () => links[at].focus());
}
