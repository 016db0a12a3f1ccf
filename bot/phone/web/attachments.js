/** Choosing files, dropping them on a phone, pasting pictures, and the sheet that sends them. */

import { h, newId } from "./dom.js";
import { icon } from "./icons.js";
import { fileSize } from "./times.js";
import { t } from "./words.js";

const MOST_AT_ONCE = 10;
const THUMBNAIL = 104;

/** Opens the system's file chooser. */
export function chooseFiles({ accept = "", multiple = true } = {}) {
  return new Promise((resolve) => {
    const input = h("input", {
      type: "file",
      accept,
      multiple,
      class: "spoken",
      tabindex: "-1",
      "aria-hidden": "true",
    });
    input.addEventListener("change", () => {
      resolve([...input.files]);
      input.remove();
    });
    input.addEventListener("cancel", () => {
      resolve([]);
      input.remove();
    });
    document.body.append(input);
    input.click();
  });
}

/** Hands dropped and pasted files on. */
export function receiveFiles(element, onFiles) {
  let depth = 0;
  const over = (by) => {
    depth = Math.max(0, depth + by);
    element.classList.toggle("dropping", depth > 0);
  };
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  element.addEventListener("dragenter", (event) => {
    if (carries(event)) over(1);
  });
  element.addEventListener("dragleave", (event) => {
    if (carries(event)) over(-1);
  });
  element.addEventListener("dragover", (event) => {
    if (carries(event)) event.preventDefault();
  });
  element.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    over(-depth);
    onFiles([...event.dataTransfer.files]);
  });
  element.addEventListener("paste", (event) => {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    onFiles([...event.clipboardData.files]);
  });
}

/** The kinds that all these files can be sent as, best first; a document always can. */
export function kindsFor(files) {
  const all = (start) => files.every(({ type }) => type.startsWith(start));
  if (all("image/") && !files.some(({ type }) => type.includes("svg")))
    return ["photo", "document"];
  if (all("video/")) return ["video", "document"];
  if (all("audio/")) return ["audio", "voice", "document"];
  return ["document"];
}

/** The sheet's content: previews, how to send, a caption. `send(files, kind, caption)`. */
export function uploadForm(chosen, send, close) {
  const files = chosen.slice(0, MOST_AT_ONCE);
  const group = newId("kind");
  const caption = captionField();
  const onsubmit = (event) => {
    event.preventDefault();
    const kind = new FormData(event.target).get(group);
    close();
    send(files, kind, caption.value.trim());
  };
  return h(
    "form",
    { class: "upload", onsubmit },
    h("ul", { class: "previews" }, files.map(preview)),
    chosen.length > MOST_AT_ONCE ? h("p", { class: "hint" }, t("tenAtOnce")) : null,
    kindChoice(group, kindsFor(files)),
    caption,
    h("div", { class: "choices" }, h("button", { type: "submit", class: "wide" }, t("send"))),
  );
}

function captionField() {
  const name = t("caption");
  const properties = { placeholder: name, "aria-label": name, maxlength: "1024" };
  return h("input", { type: "text", class: "field", data: { first: "" }, ...properties });
}

function kindChoice(name, kinds) {
  const choices = kinds.map((value, place) =>
    h(
      "label",
      {},
      h("input", { type: "radio", name, value, checked: place === 0 }),
      h("span", {}, t(`as_${value}`)),
    ),
  );
  return h("fieldset", { class: "kinds" }, h("legend", {}, t("sendAs")), choices);
}

function preview(file) {
  const picture = file.type.startsWith("image/") ? thumbnail(file) : badge();
  return h(
    "li",
    {},
    picture,
    h(
      "span",
      { class: "about" },
      h("span", { class: "name" }, file.name),
      h("span", { class: "size" }, fileSize(file.size)),
    ),
  );
}

/** Drawn, not linked: the page's rules allow no address but the server's. */
function thumbnail(file) {
  const canvas = h("canvas", { width: THUMBNAIL, height: THUMBNAIL, "aria-hidden": "true" });
  createImageBitmap(file).then(
    (picture) => {
      const side = Math.min(picture.width, picture.height);
      const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
      canvas.getContext("2d").drawImage(picture, left, top, side, side, 0, 0, THUMBNAIL, THUMBNAIL);
    },
    () => canvas.replaceWith(badge()),
  );
  return canvas;
}

const badge = () => h("span", { class: "badge" }, icon("document", 20));
