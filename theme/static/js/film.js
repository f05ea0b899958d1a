// A film of our own: buttons on the level of play, and the text beside it that follows. All of it stands in the HTML.

import "./share.js";

for (const stage of document.querySelectorAll(".screening")) {
  const video = stage.querySelector("video");
  const track = video.querySelector("track");
  const status = stage.querySelector("[role=status]");
  const box = stage.querySelector(".follow-box");
  const groups = [".is-line", ".is-chapter", ".time-mark"].map((name) => [...stage.querySelectorAll(name)]);
  const plain = { film: video.src, captions: track?.src };
  const buttons = {};
  let described = false;
  let scrolled = 0; // where this script left the box; null once the reader has moved it

  const at = (place) => Number((described && place?.dataset.described) || place?.dataset.at || 0);
  const current = (places) => places.findLastIndex((place) => at(place) <= video.currentTime);
  const say = (name) => (status.textContent = status.dataset[name] ?? "");
  const play = () => video.play().catch(() => {}); // what went wrong comes as an event as well, whoever pressed play

  const acts = {
    play: () => (video.paused ? play() : video.pause()),
    captions: () => (track.track.mode = track.track.mode === "showing" ? "hidden" : "showing"),
    describe() {
      const [lines] = groups;
      const line = current(lines);
      const into = video.currentTime - at(lines[line]);
      const runs = !video.paused;
      described = !described;
      const next = lines[line + 1];
      video.defaultPlaybackRate = video.playbackRate; // a new film would begin at its own speed
      video.src = described ? video.dataset.described : plain.film;
      if (video.dataset.describedCaptions) track.src = described ? video.dataset.describedCaptions : plain.captions;
      video.currentTime = Math.min(at(lines[line]) + into, next ? at(next) - 0.1 : Infinity);
      if (runs) play();
      say(described ? "described" : "plain");
    },
  };

  /** Let buttons and text tell the state of the film, whoever has changed it. */
  const show = () => {
    video.parentNode.toggleAttribute("data-playing", !video.paused);
    buttons.captions?.setAttribute("aria-pressed", track.track.mode === "showing");
    buttons.describe?.setAttribute("aria-pressed", described);
    for (const places of groups) {
      const now = video.played.length || video.currentTime ? places[current(places)] : null;
      for (const place of places) {
        if (place === now) place.setAttribute("aria-current", "true");
        else place.removeAttribute("aria-current");
      }
      if (now && places === groups[0] && scrolled === box.scrollTop) {
        box.scrollTop += now.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
        scrolled = box.scrollTop;
      }
    }
  };

  const jump = (second) => {
    scrolled = box?.scrollTop;
    video.currentTime = second + 0.01; // at the very moment Chromium goes on showing the caption that ends there
  };

  for (const button of stage.querySelectorAll(".film-button")) {
    buttons[button.value] = button;
    button.hidden = false;
    button.addEventListener("click", () => {
      say();
      acts[button.value]();
      show();
    });
  }
  stage.addEventListener("click", (event) => {
    const place = event.target.closest("[data-at]");
    if (!place || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    jump(at(place));
    play();
  });
  for (const name of ["play", "pause", "ended", "timeupdate", "seeked"]) video.addEventListener(name, show);
  video.addEventListener("error", () => say("failed"));
  video.textTracks.addEventListener("change", show);
  if (track) track.track.mode = "showing";
  const linked = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
  if (linked) jump(Number(linked[1]));
  show();
}
