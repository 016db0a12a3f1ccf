/** The keyboards that a bot sends: buttons under a message, and buttons in place of the letters. */

import { h, spoken } from "./dom.js";
import { icon } from "./icons.js";
import { safeAddress } from "./links.js";
import { t } from "./words.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Buttons under a message. `actions`: press(button) → promise, openLink(address), copy(text). */
export function inlineKeyboard(rows, actions) {
  const element = h(
    "div",
    { class: "keyboard inline", role: "group", "aria-label": t("buttons") },
    rows.map((row) =>
      h(
        "div",
        { class: "row" },
        row.map((button) => inlineButton(button, actions)),
      ),
    ),
  );
  moveWithArrows(element);
  return element;
}

function inlineButton(button, actions) {
  const style = ["primary", "success", "danger"].includes(button.style) ? button.style : "";
  if (button.url) return linkButton(button, style, actions);
  const element = h(
    "button",
    { type: "button", class: `key ${style}`, data: { stop: "" } },
    h("span", {}, button.text),
    button.copy_text ? icon("copy", 12) : null,
  );
  element.addEventListener("click", () => pressed(element, button, actions));
  return element;
}

function linkButton(button, style, actions) {
  const href = safeAddress(button.url);
  return h(
    "a",
    {
      class: `key ${style}`,
      href: href ?? "#",
      target: "_blank",
      rel: "noopener noreferrer",
      data: { stop: "" },
      onclick: (event) => {
        if (href === null || actions.openLink(button.url)) event.preventDefault();
      },
    },
    h("span", {}, button.text),
    icon("external", 12),
    spoken(` (${t("link")})`),
  );
}

async function pressed(element, button, actions) {
  if (button.copy_text) return actions.copy(button.copy_text.text);
  if (!button.callback_data || element.getAttribute("aria-busy")) return undefined;
  element.setAttribute("aria-busy", "true");
  await actions.press(button);
  return element.removeAttribute("aria-busy");
}

/** Buttons in place of the letters. `choose(button)` gets the one that was tapped. */
export function replyKeyboard(markup, choose) {
  const rows = markup.keyboard.map((row) =>
    row.map((button) => (typeof button === "string" ? { text: button } : button)),
  );
  const element = h(
    "div",
    { class: "keyboard reply", role: "group", "aria-label": t("keyboard") },
    rows.map((row) =>
      h(
        "div",
        { class: "row" },
        row.map((button) =>
          h(
            "button",
            { type: "button", class: "key", onclick: () => choose(button) },
            h("span", {}, button.text),
          ),
        ),
      ),
    ),
  );
  moveWithArrows(element);
  return element;
}

/** Arrow keys go from button to button, in rows as they stand. */
function moveWithArrows(element) {
  element.addEventListener("keydown", (event) => {
    const step = ARROWS[event.key];
    if (!step) return;
    const next = neighbour(element, event.target.closest(".key"), step);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  });
}

function neighbour(element, key, [down, right]) {
  const rows = [...element.children].map((row) => [...row.children]);
  const at = rows.findIndex((row) => row.includes(key));
  if (at < 0) return null;
  const place = rows[at].indexOf(key);
  if (right) return rows[at][place + right] ?? null;
  const row = rows[at + down];
  return row ? row[Math.min(place, row.length - 1)] : null;
}
