/** What the server tells about a phone's chats, and what the phone does with it. */

import { safeAddress, startCode } from "./links.js";
import { openCode } from "./phone-actions.js";

const FOLLOWERS = {
  message: onMessage,
  edited: onEdited,
  reaction: onEdited,
  deleted: onDeleted,
  callback_answer: onAnswer,
  chat_action: onAction,
  pinned: onPinned,
  commands: onCommands,
  blocked: onBlocked,
  topic: onChats,
  group: onChats,
};

/** Follows one event that this phone's person is named in. */
export function followEvent(phone, event) {
  FOLLOWERS[event.type]?.(phone, event);
}

const isOpen = (phone, event) => phone.openId === event.chat_id && Boolean(phone.log);

function onMessage(phone, { message, chat_id: id }) {
  const chat = phone.chats.find((one) => one.id === id);
  if (!chat) return phone.loadChats().catch(phone.complain);
  count(chat, message, phone.person.id);
  phone.chatsOutdated = true;
  if (isOpen(phone, { chat_id: id })) show(phone, message);
  phone.afterChange();
  return phone.read();
}

/** A list of chats that was fetched meanwhile has counted the message already. */
function count(chat, message, me) {
  if (message.message_id <= (chat.last_message?.message_id ?? 0)) return;
  chat.last_message = message;
  if (message.from?.id !== me) chat.unread += 1;
}

function show(phone, message) {
  if (message.from?.is_bot) phone.header.quiet();
  if (message.from?.id === phone.person.id) phone.log.stuck = true;
  phone.log.put(message);
}

function onEdited(phone, event) {
  if (!isOpen(phone, event) || !event.message) return;
  if (phone.log.timeline.find(event.message.message_id)) phone.log.put(event.message);
  phone.afterChange();
}

function onDeleted(phone, event) {
  const ids = event.message_ids ?? [event.message_id];
  if (isOpen(phone, event)) phone.log.remove(ids);
  phone.afterChange();
  phone.loadChats().catch(phone.complain);
}

function onAnswer(phone, { callback_query_id: id, text, show_alert: alert, url }) {
  const done = phone.waiting.get(id);
  if (done) done();
  else phone.answered.add(id);
  if (text) phone.overlays[alert ? "alert" : "toast"](text);
  const code = url ? startCode(url, phone.app.bot.username) : null;
  if (code !== null) openCode(phone, code);
  else if (url && safeAddress(url)) window.open(safeAddress(url), "_blank", "noopener");
}

function onAction(phone, event) {
  if (isOpen(phone, event)) phone.header.busy(event.action);
}

async function onPinned(phone) {
  await phone.loadChats().catch(phone.complain);
  phone.afterChange();
}

function onCommands(phone) {
  if (phone.log) phone.loadCommands().catch(phone.complain);
}

function onBlocked(phone, { blocked }) {
  phone.person = { ...phone.person, blocked };
  phone.showOwner();
  phone.afterChange();
}

async function onChats(phone) {
  await phone.loadChats().catch(phone.complain);
  phone.showChat(false);
}
