/**
 * Text with Telegram's entities as nodes. Offsets are UTF-16 units, which is how JavaScript counts
 * too. `actions` says what a tap does: openLink(address), sendCommand(text), copy(text); and now(),
 * lang: when and in which language it is read.
 */

import { h } from "./dom.js";
import { safeAddress } from "./links.js";
import { fullTime, inFormat, instant } from "./times.js";
import { t } from "./words.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const LONG_QUOTE = 130;

/** A fragment with the text as its entities say. */
export function formatted(text, entities, actions) {
  const ordered = [...(entities ?? [])].sort(outermostFirst);
  const fragment = document.createDocumentFragment();
  fragment.append(...build(text, 0, text.length, ordered, actions));
  return fragment;
}

function outermostFirst(one, other) {
  return one.offset - other.offset || other.length - one.length;
}

function build(text, start, end, entities, actions) {
  const nodes = [];
  let position = start;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...after] = rest;
    const from = Math.max(entity.offset, position);
    const until = Math.min(entity.offset + entity.length, end);
    const inside = after.filter((other) => other.offset < until);
    rest = after.filter((other) => other.offset >= until);
    if (until <= from) continue;
    nodes.push(text.slice(position, from));
    nodes.push(
      wrap(entity, text.slice(from, until), build(text, from, until, inside, actions), actions),
    );
    position = afterBlock(text, entity, until, end);
  }
  nodes.push(text.slice(position, end));
  return nodes.filter((node) => node !== "");
}

/** A block ends its line by itself, so the line break behind it would be one too many. */
function afterBlock(text, entity, until, end) {
  return BLOCKS.has(entity.type) && until < end && text[until] === "\n" ? until + 1 : until;
}

const PLAIN = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  blockquote: "blockquote",
};

const MAKERS = {
  code: (entity, text, nodes, actions) =>
    h("code", { title: t("copy"), onclick: () => actions.copy(text) }, nodes),
  pre: (entity, text, nodes) =>
    h("pre", { tabindex: "-1", data: { language: entity.language ?? "" } }, h("code", {}, nodes)),
  spoiler: (entity, text, nodes) => spoiler(nodes),
  expandable_blockquote: (entity, text, nodes) => expandableQuote(text, nodes),
  text_link: (entity, text, nodes, actions) => link(entity.url, nodes, actions),
  url: (entity, text, nodes, actions) => link(text, nodes, actions),
  email: (entity, text, nodes, actions) => link(`mailto:${text}`, nodes, actions),
  phone_number: (entity, text, nodes, actions) => link(`tel:${text}`, nodes, actions),
  bot_command: (entity, text, nodes, actions) =>
    h(
      "button",
      {
        type: "button",
        class: "link",
        data: { stop: "" },
        onclick: () => actions.sendCommand(text),
      },
      nodes,
    ),
  mention: (entity, text, nodes) => h("span", { class: "mention" }, nodes),
  text_mention: (entity, text, nodes) => h("span", { class: "mention" }, nodes),
  hashtag: (entity, text, nodes) => h("span", { class: "mention" }, nodes),
  date_time: (entity, text, nodes, actions) => dateTime(entity, nodes, actions),
};

function wrap(entity, text, nodes, actions) {
  if (entity.type in PLAIN) return h(PLAIN[entity.type], {}, nodes);
  const make = MAKERS[entity.type];
  return make ? make(entity, text, nodes, actions) : h("span", {}, nodes);
}

function link(address, nodes, actions) {
  const href = safeAddress(address);
  if (href === null) return h("span", {}, nodes);
  return h(
    "a",
    {
      href,
      target: "_blank",
      rel: "noopener noreferrer",
      data: { stop: "" },
      onclick: (event) => {
        if (actions.openLink(address)) event.preventDefault();
      },
    },
    nodes,
  );
}

function spoiler(nodes) {
  const hidden = h("span", { class: "covered", "aria-hidden": "true" }, nodes);
  const element = h(
    "span",
    {
      class: "spoiler",
      role: "button",
      tabindex: "0",
      "aria-label": t("hiddenText"),
      data: { stop: "" },
    },
    hidden,
  );
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (!element.hasAttribute("role")) return;
    event.preventDefault();
    hidden.removeAttribute("aria-hidden");
    ["role", "tabindex", "aria-label", "data-stop"].forEach((name) =>
      element.removeAttribute(name),
    );
    element.classList.add("revealed");
  };
  element.addEventListener("click", reveal);
  element.addEventListener("keydown", reveal);
  return element;
}

function expandableQuote(text, nodes) {
  const long = text.length > LONG_QUOTE || text.split("\n").length > 3;
  const quote = h("blockquote", { class: long ? "expandable" : "" }, h("div", {}, nodes));
  if (!long) return quote;
  const toggle = h(
    "button",
    {
      type: "button",
      class: "expand",
      "aria-expanded": "false",
      data: { stop: "" },
      onclick: () => {
        const open = quote.classList.toggle("open");
        toggle.setAttribute("aria-expanded", String(open));
        toggle.textContent = t(open ? "showLess" : "showMore");
      },
    },
    t("showMore"),
  );
  quote.append(toggle);
  return quote;
}

function dateTime(entity, nodes, actions) {
  if (!entity.unix_time) return h("span", {}, nodes);
  const date = instant(entity.unix_time);
  const shown = entity.date_time_format
    ? inFormat(date, entity.date_time_format, actions.now(), actions.lang)
    : nodes;
  return h("time", { datetime: date.toISOString(), title: fullTime(date) }, shown);
}

/** The first line or two of a message in plain words: for replies, lists and pins. */
export function summary(message) {
  const said = message.text ?? message.caption;
  if (said) return said.replace(/\s+/g, " ").slice(0, 160);
  const kinds = ["photo", "video", "voice", "audio", "document", "sticker", "location", "contact"];
  const kind = kinds.find((name) => message[name]);
  if (kind === "document") return message.document.file_name ?? t("document");
  return kind ? t(kind) : (serviceText(message) ?? t("message"));
}

/** What a service message says, or null where the message is an ordinary one. */
export function serviceText(message) {
  if (message.forum_topic_created)
    return t("topicCreated", { name: message.forum_topic_created.name });
  if (message.forum_topic_edited)
    return t("topicEdited", { name: message.forum_topic_edited.name ?? "" });
  if (message.forum_topic_closed) return t("topicClosed");
  if (message.forum_topic_reopened) return t("topicReopened");
  if (message.pinned_message) return t("pinnedMessage");
  if (message.group_chat_created || message.supergroup_chat_created) return t("groupCreated");
  const names = (message.new_chat_members ?? []).map(({ first_name: name }) => name).join(", ");
  if (names) return t("joined", { name: names });
  return message.left_chat_member ? t("left", { name: message.left_chat_member.first_name }) : null;
}
