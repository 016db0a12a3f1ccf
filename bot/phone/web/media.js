/** Pictures, films, documents and albums inside a bubble. */

import { h } from "./dom.js";
import { fileAddress } from "./api.js";
import { icon } from "./icons.js";
import { showLarge } from "./lightbox.js";
import { player } from "./player.js";
import { duration, fileSize } from "./times.js";
import { t } from "./words.js";

const WIDE_ENOUGH = 640;
const BUBBLE_WIDTH = 300;
const TALLEST = 380;

/** The nodes for what the messages of one bubble carry; several messages are an album. */
export function media(messages) {
  const visual = messages.filter((message) => message.photo || message.video);
  const nodes = messages.filter((message) => !visual.includes(message)).map(single);
  if (visual.length > 1) nodes.unshift(album(visual));
  if (visual.length === 1) nodes.unshift(picture(visual[0], true));
  return nodes.filter(Boolean);
}

function single(message) {
  if (message.voice) return player(message.voice, "voice");
  if (message.audio) return player(message.audio, "audio");
  if (message.document) return fileRow(message.document);
  if (message.sticker) return h("div", { class: "sticker" }, message.sticker.emoji ?? t("sticker"));
  if (message.location) return h("div", { class: "text" }, place(message.location));
  if (message.contact)
    return h(
      "div",
      { class: "text" },
      `${message.contact.first_name} · ${message.contact.phone_number}`,
    );
  return null;
}

function place({ latitude, longitude }) {
  return `${t("location")}: ${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
}

function picture(message, alone) {
  const element = message.photo ? photo(message) : video(message);
  if (alone) keepShape(element, message.photo ? message.photo.at(-1) : message.video);
  return element;
}

/** Gives the picture its room before it has loaded, so that nothing jumps. */
function keepShape(element, { width, height }) {
  if (!width || !height) return;
  const shown = Math.min(BUBBLE_WIDTH, width, (TALLEST * width) / height);
  element.style.setProperty("--width", `${Math.max(120, Math.round(shown))}px`);
  element.style.setProperty("aspect-ratio", `${width} / ${height}`);
}

function photo(message) {
  const sizes = message.photo;
  const shown = sizes.find(({ width }) => width >= WIDE_ENOUGH) ?? sizes.at(-1);
  const words = message.caption ?? t("photo");
  const image = h("img", {
    src: fileAddress(shown.file_id),
    alt: words,
    decoding: "async",
    draggable: "false",
  });
  image.addEventListener("error", () => image.classList.add("broken"));
  const large = fileAddress(sizes.at(-1).file_id);
  return h(
    "button",
    {
      type: "button",
      class: "picture",
      "aria-label": `${t("enlarge")}: ${words.slice(0, 120)}`,
      data: { stop: "" },
      onclick: () => showLarge(large, words),
    },
    image,
  );
}

function video(message) {
  const { file_id: file, duration: seconds } = message.video;
  return h(
    "div",
    { class: "picture" },
    h("video", {
      src: fileAddress(file),
      controls: true,
      preload: "metadata",
      playsinline: true,
      "aria-label": t("video"),
      data: { stop: "" },
    }),
    h("span", { class: "length", "aria-hidden": "true" }, duration(seconds)),
  );
}

function album(messages) {
  return h(
    "div",
    { class: `album of-${messages.length}` },
    messages.map((message) => picture(message, false)),
  );
}

function fileRow(file) {
  const name = file.file_name ?? t("document");
  const size = file.file_size ? fileSize(file.file_size) : "";
  return h(
    "a",
    {
      class: "file",
      href: fileAddress(file.file_id),
      download: name,
      data: { stop: "" },
      "aria-label": `${t("download")}: ${name}${size ? `, ${size}` : ""}`,
    },
    h("span", { class: "badge" }, icon("document", 22)),
    h(
      "span",
      { class: "about" },
      h("span", { class: "name" }, name),
      h("span", { class: "size" }, size, extension(name)),
    ),
  );
}

function extension(name) {
  const found = /\.([a-z0-9]{1,5})$/i.exec(name);
  return found ? ` · ${found[1].toUpperCase()}` : "";
}
