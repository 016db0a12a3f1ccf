/** What a person does on a phone: sending, pressing, opening, blocking. */

import * as api from "./api.js";
import { chooseFiles, uploadForm } from "./attachments.js";
import { startCode } from "./links.js";
import { showMessageMenu } from "./menus.js";
import { t } from "./words.js";

const LONGEST_WAIT = 10_000;
/** Where every phone of the page says it is: the middle of Brussels. */
const HERE = { latitude: 50.8467, longitude: 4.3525 };

/** Runs a request; its failure is said on the phone. Tells whether it worked. */
export async function tried(phone, request) {
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
  return {
    reply_to_message_id: context?.message.message_id,
    quote: context?.quote,
    message_thread_id: topic || undefined,
  };
}

/** Sends a text, as an answer or an edit where the context says so. */
export function sendText(phone, text, context = null) {
  const { person, openId, log } = phone;
  if (context?.kind === "edit")
    return tried(phone, () =>
      api.edit(person.id, openId, { message_id: context.message.message_id, text }),
    );
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
    const { callback_query_id: id } = await api.press(phone.person.id, phone.openId, {
      message_id: message.message_id,
      data: button.callback_data,
    });
    if (!phone.answered.delete(id)) await answerTo(phone, id);
  });
  return worked;
}

/** Until the bot answers the press, or no answer is to be expected any more. */
function answerTo(phone, id) {
  return new Promise((resolve) => {
    const done = () => {
      phone.waiting.delete(id);
      resolve();
    };
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

export async function copy(phone, text) {
  const done = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  phone.overlays.toast(t(done ? "copied" : "cannotCopy"));
}

export async function showMessage(phone, id) {
  if (!phone.log.show(id)) phone.overlays.toast(t("notLoaded"));
}

/** What a tap inside a bubble may start. */
export function bubbleActions(phone) {
  return {
    now: () => phone.app.now(),
    lang: phone.person.language_code,
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
    share: (button) => share(phone, button),
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
  const own = phone.log.timeline
    .all()
    .filter((message) => canEdit(phone, message))
    .at(-1);
  if (own) phone.composer.setContext({ kind: "edit", message: own });
}

export const canEdit = (phone, message) =>
  message.from?.id === phone.person.id && (message.text ?? message.caption) !== undefined;

/** Asks how the files are to be sent. */
export function offerFiles(phone, files) {
  if (files.length === 0) return;
  phone.overlays.sheet(t("sendFiles"), (close) =>
    uploadForm(files, (chosen, kind, caption) => sendFiles(phone, chosen, kind, caption), close),
  );
}

async function sendFiles(phone, files, kind, caption) {
  const { context } = phone.composer;
  phone.composer.setContext(null);
  phone.screen.classList.add("sending");
  phone.log.jumpToLatest();
  await tried(phone, () =>
    api.upload(phone.person.id, phone.openId, files, { kind, caption, ...place(phone, context) }),
  );
  phone.screen.classList.remove("sending");
}

/** Shows the keyboard that the newest message with a say in it asks for. */
export function showKeyboard(phone) {
  const decides = ({ reply_markup: markup }) =>
    markup && (markup.keyboard || markup.remove_keyboard || markup.force_reply);
  const message = phone.log.timeline.all().filter(decides).at(-1);
  const key = `${phone.openId}/${message?.message_id ?? 0}`;
  if (key === phone.markupKey) return;
  phone.markupKey = key;
  const markup = message?.reply_markup ?? null;
  phone.composer.setMarkup(markup?.remove_keyboard ? null : markup, key);
  const answered = phone.log.timeline
    .all()
    .some(({ from, message_id: id }) => from?.id === phone.person.id && id > message?.message_id);
  if (markup?.force_reply && !answered)
    phone.composer.setContext({ kind: "reply", message, forced: true });
}

/** A contact or a place, from a button of the reply keyboard that asks for it. */
function share(phone, button) {
  const { person, openId } = phone;
  const contact = { first_name: person.first_name, phone_number: `+000${person.id}` };
  return tried(phone, () =>
    button.request_contact
      ? api.share(person.id, openId, "contact", contact)
      : api.share(person.id, openId, "location", HERE),
  );
}
