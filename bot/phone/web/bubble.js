/** One message, or one album of messages, as an element of the list. */

import { h, iconButton, newId, spoken } from "./dom.js";
import { formatted, serviceText, summary } from "./entities.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./keyboards.js";
import { media } from "./media.js";
import { clockTime, fullTime, instant } from "./times.js";
import { t } from "./words.js";

const TINTS = 7;

/** The colour number that a person or chat keeps everywhere. */
export const tintOf = (id) => Math.abs(Number(id)) % TINTS;

/** Up to two letters that stand for a name. */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return letters.join("").toUpperCase() || "?";
}

/** A round picture of initials; decoration beside the name, so hidden from screen readers. */
export function avatar(id, name, size = "") {
  return h(
    "span",
    { class: `avatar tint-${tintOf(id)} ${size}`, "aria-hidden": "true" },
    initials(name),
  );
}

export const nameOf = (user) =>
  [user?.first_name, user?.last_name].filter(Boolean).join(" ") || (user?.title ?? "");

/**
 * The element for `messages`. `view`: me (whose phone), isGroup, lang (of what is written) and the
 * actions that a tap starts.
 */
export function messageElement(messages, view) {
  const [first] = messages;
  const service = serviceText(first);
  const element =
    service === null
      ? ordinary(messages, view)
      : h("article", { class: "service", tabindex: "-1" }, h("span", { class: "pill" }, service));
  Object.assign(element.dataset, { id: first.message_id, from: first.from?.id ?? "" });
  return element;
}

function ordinary(messages, view) {
  const [{ from }] = messages;
  const out = from?.id === view.me;
  const ids = { who: newId("who"), what: newId("what") };
  const face = view.isGroup && !out ? avatar(from?.id ?? 0, nameOf(from), "small") : null;
  const line = [face, bubble(messages, view, ids, out), moreButton(messages, view)];
  return h(
    "article",
    {
      class: `message ${out ? "out" : "in"} ${face ? "with-face" : ""}`,
      tabindex: "-1",
      "aria-labelledby": `${ids.who} ${ids.what}`,
    },
    h(
      "div",
      { class: "column" },
      h("div", { class: "line" }, line),
      keyboard(messages, view),
      reactions(messages),
    ),
  );
}

function bubble(messages, view, ids, out) {
  const carried = media(messages);
  const times = meta(messages, out);
  const words = text(messages, view, times);
  const isPicture = messages.some(({ photo, video }) => photo || video);
  const kinds = [carried.length && "with-media", isPicture && !words && "bare"].filter(Boolean);
  const who = out ? t("you") : nameOf(messages[0].from);
  return h(
    "div",
    { class: ["bubble", ...kinds].join(" ") },
    view.isGroup && !out ? sender(messages[0].from) : null,
    spoken(`${who}: `, { id: ids.who }),
    reply(messages[0], view),
    h("div", { id: ids.what, class: "body", lang: out ? null : view.lang }, carried, words),
    words ? null : times,
  );
}

function sender(user) {
  return h("div", { class: `sender tint-${tintOf(user?.id ?? 0)}` }, nameOf(user));
}

function text(messages, view, times) {
  const said = messages.find((message) => message.text ?? message.caption);
  if (!said) return null;
  const content = said.text ?? said.caption;
  return h(
    "div",
    { class: jumbo(content) ? "text jumbo" : "text" },
    formatted(content, said.entities ?? said.caption_entities, view.actions),
    times,
  );
}

/** One emoji alone is shown large, as Telegram does. */
function jumbo(content) {
  const signs = [...new Intl.Segmenter().segment(content.trim())];
  return signs.length === 1 && /\p{Extended_Pictographic}/u.test(content);
}

function reply(message, view) {
  const original = message.reply_to_message;
  if (!original || original.forum_topic_created) return null;
  const name = original.from?.id === view.me ? t("you") : nameOf(original.from);
  const words = message.quote?.text ?? summary(original);
  return h(
    "button",
    {
      type: "button",
      class: `replied ${message.quote ? "quoted" : ""}`,
      data: { stop: "" },
      onclick: () => view.actions.showMessage(original.message_id),
    },
    spoken(t("inReplyTo")),
    h("span", { class: "name" }, name),
    h("span", { class: "words" }, words),
  );
}

function meta(messages, out) {
  const last = messages.at(-1);
  const date = instant(last.date);
  return h(
    "span",
    { class: "meta" },
    messages.some(({ edit_date: edited }) => edited)
      ? h("span", { class: "edited" }, t("edited"))
      : null,
    h("time", { datetime: date.toISOString(), title: fullTime(date) }, clockTime(date)),
    out ? icon("checks", 15) : null,
  );
}

function keyboard(messages, view) {
  const carrier = messages.find((message) => message.reply_markup?.inline_keyboard?.length);
  if (!carrier) return null;
  return inlineKeyboard(carrier.reply_markup.inline_keyboard, {
    ...view.actions,
    press: (button) => view.actions.press(carrier, button),
  });
}

function reactions(messages) {
  const all = messages.flatMap((message) => message.reactions ?? []).map((one) => one.emoji ?? "★");
  if (all.length === 0) return null;
  return h(
    "div",
    { class: "reactions", "aria-label": t("reactions"), role: "group" },
    all.map((emoji) => h("span", {}, emoji)),
  );
}

function moreButton(messages, view) {
  return iconButton(
    icon("menu", 18),
    t("messageMenu"),
    (event) => view.actions.menu(messages, event.currentTarget),
    { class: "more", "aria-haspopup": "menu", data: { stop: "" } },
  );
}
