/** Voice and audio: one button, a line to seek on, and the time. */

import { h, newId } from "./dom.js";
import { fileAddress } from "./api.js";
import { icon } from "./icons.js";
import { duration } from "./times.js";
import { t } from "./words.js";

const BARS = 34;

/** A player for a voice message or an audio file. */
export function player(sound, kind) {
  const audio = h("audio", { src: fileAddress(sound.file_id), preload: "none" });
  const parts = { audio, known: sound.duration, ...controls(sound, kind) };
  audio.addEventListener("timeupdate", () => showPosition(parts));
  audio.addEventListener("play", () => showState(parts, true));
  audio.addEventListener("pause", () => showState(parts, false));
  audio.addEventListener("ended", () => {
    audio.currentTime = 0;
  });
  parts.button.addEventListener("click", () => toggle(parts));
  parts.seek.addEventListener("input", () => {
    audio.currentTime = (lengthOf(parts) * parts.seek.value) / 100;
  });
  const title =
    kind === "audio"
      ? h("div", { class: "title" }, sound.title ?? sound.file_name ?? t("audio"))
      : null;
  return h(
    "div",
    { class: `player ${kind}` },
    parts.button,
    h(
      "div",
      { class: "track" },
      title,
      h("div", { class: "wave" }, bars(sound, kind), parts.seek),
      parts.time,
    ),
    audio,
  );
}

function controls(sound, kind) {
  const name = newId("sound");
  return {
    button: h(
      "button",
      {
        type: "button",
        class: "play",
        id: name,
        "aria-label": `${t("play")}: ${t(kind)}`,
        data: { stop: "" },
      },
      icon("play", 26),
    ),
    seek: h("input", {
      type: "range",
      min: "0",
      max: "100",
      value: "0",
      step: "1",
      "aria-label": t("position"),
      data: { stop: "" },
    }),
    time: h("div", { class: "time" }, duration(sound.duration)),
    kind,
  };
}

function lengthOf({ audio, known }) {
  return Number.isFinite(audio.duration) ? audio.duration : (known ?? 0);
}

function toggle(parts) {
  document.querySelectorAll("audio").forEach((other) => {
    if (other !== parts.audio) other.pause();
  });
  if (!parts.audio.paused) return parts.audio.pause();
  return parts.audio.play().catch(() => {
    parts.time.textContent = t("cannotPlay");
  });
}

function showState({ button, kind }, playing) {
  button.replaceChildren(icon(playing ? "pause" : "play", 26));
  button.setAttribute("aria-label", `${t(playing ? "pause" : "play")}: ${t(kind)}`);
}

function showPosition(parts) {
  const length = lengthOf(parts);
  const share = length ? Math.min(1, parts.audio.currentTime / length) : 0;
  parts.seek.value = String(share * 100);
  parts.seek.closest(".player").style.setProperty("--played", String(share));
  parts.time.textContent = `${duration(parts.audio.currentTime)} / ${duration(length)}`;
}

/** Bars as a voice message has; their heights come from the file's id, so they stay the same. */
function bars(sound, kind) {
  if (kind !== "voice") return h("div", { class: "line", "aria-hidden": "true" });
  let seed = [...sound.file_id].reduce(
    (sum, letter) => (sum * 31 + letter.codePointAt(0)) >>> 0,
    7,
  );
  const all = Array.from({ length: BARS }, (_, place) => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    const bar = h("i", {});
    const swell = 0.45 + 0.55 * Math.abs(Math.sin(place / 4.2 + (seed % 7) / 9));
    bar.style.setProperty("--height", String(Math.round(18 + ((seed >>> 24) / 255) * 82 * swell)));
    bar.style.setProperty("--at", String(place / BARS));
    return bar;
  });
  return h("div", { class: "bars", "aria-hidden": "true" }, all);
}
