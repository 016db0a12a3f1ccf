/** What a person does on a phone: sending, pressing, opening, blocking. */

import { h } from "./dom.js";
import * as api from "./api.js";
import { chooseFiles, uploadForm } from "./attachments.js";
import { addressesIn, startCode } from "./links.js";
import { t } from "./words.js";

const LONGEST_WAIT = 10_000;

/** Runs a request; its failure is said on the phone. Tells whether it worked. */
async function tried(phone, request) {
  try {
    await request();
    return true;
  } catch (error) {
    phone.complain(error);
    return false;
  }
}

function place(phone, context) {
  const topic = phone.topic || context?.message.message_thread_id;
  return { reply_to_message_id: context?.message.message_id, quote: context?.quote, message_thread_id: topic || undefined };
}

/** Sends a text, as an answer or an edit where the context says so. */
export function sendText(phone, text, context = null) {
  const { person, openId, log } = phone;
  if (context?.kind === "edit") return tried(phone, () => api.edit(person.id, openId, { message_id: context.message.message_id, text }));
  log.jumpToLatest();
  return tried(phone, () => api.send(person.id, openId, { text, ...place(phone, context) }));
}

export function start(phone) {
  return tried(phone, () => api.open(phone.person.id, ""));
}

export function setBlocked(phone, blocked) {
  return tried(phone, () => (blocked ? api.block : api.unblock)(phone.person.id));
}

async function press(phone, message, button) {
  const worked = await tried(phone, async () => {
    const { callback_query_id: id } = await api.press(phone.person.id, phone.openId, { message_id: message.message_id, data: button.callback_data });
    if (!phone.answered.delete(id)) await answerTo(phone, id);
  });
  return worked;
}

/** Until the bot answers the press, or no answer is to be expected any more. */
function answerTo(phone, id) {
  return new Promise((resolve) => {
    const done = () => { phone.waiting.delete(id); resolve(); };
    phone.waiting.set(id, done);
    setTimeout(done, LONGEST_WAIT);
  });
}

/** Opens a link to the bot on this phone; false for links that lead elsewhere. */
function openLink(phone, address) {
  const code = startCode(address, phone.app.bot.username);
  if (code === null) return false;
  openCode(phone, code);
  return true;
}

/** Opens the chat with the bot, and hands over the code where there is one. */
export async function openCode(phone, code) {
  if (phone.openId !== phone.person.id) await phone.openChat(phone.person.id);
  else phone.showChat();
  if (code) await tried(phone, () => api.open(phone.person.id, code));
}

async function copy(phone, text) {
  const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  phone.overlays.toast(t(done ? "copied" : "cannotCopy"));
}

export async function showMessage(phone, id) {
  if (!phone.log.show(id)) phone.overlays.toast(t("notLoaded"));
}

/** What a tap inside a bubble may start. */
export function bubbleActions(phone) {
  return {
    now: () => phone.app.now(),
    openLink: (address) => openLink(phone, address),
    sendCommand: (text) => sendText(phone, text),
    copy: (text) => copy(phone, text),
    press: (message, button) => press(phone, message, button),
    showMessage: (id) => showMessage(phone, id),
    menu: (messages, button) => showMessageMenu(phone, messages, button),
  };
}

export function composerActions(phone) {
  return {
    send: (text, context) => sendText(phone, text, context),
    editLast: () => editLast(phone),
    attach: async () => offerFiles(phone, await chooseFiles()),
    voice: async (file) => {
      const files = file ? [file] : await chooseFiles({ accept: "audio/*", multiple: false });
      if (files.length > 0) sendFiles(phone, files, "voice", "");
    },
    warn: (text) => phone.overlays.toast(text),
  };
}

function editLast(phone) {
  const own = phone.log.timeline.all().filter((message) => canEdit(phone, message)).at(-1);
  if (own) phone.composer.setContext({ kind: "edit", message: own });
}

const canEdit = (phone, message) => message.from?.id === phone.person.id && (message.text ?? message.caption) !== undefined;

/** Asks how the files are to be sent. */
export function offerFiles(phone, files) {
  if (files.length === 0) return;
  phone.overlays.sheet(t("sendFiles"), (close) =>
    uploadForm(files, (chosen, kind, caption) => sendFiles(phone, chosen, kind, caption), close));
}

async function sendFiles(phone, files, kind, caption) {
  const { context } = phone.composer;
  phone.composer.setContext(null);
  phone.screen.classList.add("sending");
  phone.log.jumpToLatest();
  await tried(phone, () => api.upload(phone.person.id, phone.openId, files, { kind, caption, ...place(phone, context) }));
  phone.screen.classList.remove("sending");
}

/** Shows the keyboard that the newest message with a say in it asks for. */
export function showKeyboard(phone) {
  const decides = ({ reply_markup: markup }) => markup && (markup.keyboard || markup.remove_keyboard || markup.force_reply);
  const message = phone.log.timeline.all().filter(decides).at(-1);
  const key = `${phone.openId}/${message?.message_id ?? 0}`;
  if (key === phone.markupKey) return;
  phone.markupKey = key;
  const markup = message?.reply_markup ?? null;
  phone.composer.setMarkup(markup?.remove_keyboard ? null : markup, key);
  const answered = phone.log.timeline.all().some(({ from, message_id: id }) => from?.id === phone.person.id && id > message?.message_id);
  if (markup?.force_reply && !answered) phone.composer.setContext({ kind: "reply", message, forced: true });
}

function showMessageMenu(phone, messages, button) {
  const message = messages.find((one) => one.text ?? one.caption) ?? messages[0];
  const said = message.text ?? message.caption;
  const quote = selectionIn(button.closest("article"));
  const answer = (part) => phone.composer.setContext({ kind: "reply", message, quote: part });
  const items = [
    { label: t("reply"), picture: "reply", run: () => answer() },
    quote && { label: t("quoteSelection"), picture: "reply", run: () => answer(quote) },
    canEdit(phone, message) && { label: t("edit"), picture: "edit", run: () => phone.composer.setContext({ kind: "edit", message }) },
    said && { label: t("copyText"), picture: "copy", run: () => copy(phone, said) },
    ...elsewhere(phone, message),
  ];
  phone.overlays.menu(button, items.filter(Boolean));
}

/** A link to the bot can be carried to another phone, as if it had come by mail. */
function elsewhere(phone, message) {
  const { app } = phone;
  const codes = addressesIn(message).map((address) => startCode(address, app.bot.username)).filter(Boolean);
  if (codes.length === 0) return [];
  return [...app.phones.values()].filter((other) => other !== phone).map((other) => ({
    label: t("openOn", { name: other.name }), picture: "link", run: () => app.openOn(other, codes[0]),
  }));
}

function selectionIn(article) {
  const selection = window.getSelection();
  const body = article?.querySelector(".text");
  if (!selection || selection.isCollapsed || !body?.contains(selection.anchorNode)) return undefined;
  return selection.toString().trim().slice(0, 1024) || undefined;
}

export function showChatMenu(phone, button) {
  const { blocked } = phone.person;
  phone.overlays.menu(button, [
    { label: t("openALink"), picture: "link", run: () => askForLink(phone) },
    { label: t(blocked ? "unblock" : "block"), picture: blocked ? "unblock" : "block", danger: !blocked, run: () => setBlocked(phone, !blocked) },
  ]);
}

function askForLink(phone) {
  const field = h("input", { type: "text", class: "field", "aria-label": t("linkOrCode"), placeholder: t("linkOrCode"), autocomplete: "off", autofocus: true });
  phone.overlays.sheet(t("openALink"), (close) => h("form", { class: "upload", onsubmit: (event) => {
    event.preventDefault();
    const typed = field.value.trim();
    close();
    if (typed) openCode(phone, startCode(typed, phone.app.bot.username) ?? typed);
  } }, field, h("div", { class: "choices" }, h("button", { type: "submit", class: "wide" }, t("open")))));
}

