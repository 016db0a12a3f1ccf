/** All chats of one person, for phones that have more than the chat with the bot. */

import { h } from "./dom.js";
import { avatar, nameOf } from "./bubble.js";
import { summary } from "./entities.js";
import { briefly, instant } from "./times.js";
import { t } from "./words.js";

/** The list as an element; `open(chatId)` gets the one that was chosen. */
export function chatList(chats, { now, me, open }) {
  const newestFirst = [...chats].sort(
    (one, other) => (other.last_message?.date ?? 0) - (one.last_message?.date ?? 0),
  );
  return h(
    "ul",
    { class: "chats", "aria-label": t("chats") },
    newestFirst.map((chat) => h("li", {}, row(chat, { now, me, open }))),
  );
}

function row(chat, { now, me, open }) {
  const { last_message: last } = chat;
  return h(
    "button",
    { type: "button", onclick: () => open(chat.id) },
    avatar(chat.face ?? chat.id, chat.title, "large"),
    h(
      "span",
      { class: "about" },
      h(
        "span",
        { class: "pair" },
        h("strong", {}, chat.title),
        last ? h("time", {}, briefly(instant(last.date), now)) : null,
      ),
      h(
        "span",
        { class: "pair" },
        h("span", { class: "words" }, last ? lastWords(last, chat, me) : ""),
        unread(chat.unread),
      ),
    ),
  );
}

function lastWords(last, chat, me) {
  const mine = last.from?.id === me;
  const who = mine ? `${t("you")}: ` : chat.type === "private" ? "" : `${nameOf(last.from)}: `;
  return who + summary(last);
}

/** A badge with a count, or nothing for none. */
export function unread(count) {
  return count
    ? h(
        "span",
        { class: "count", "aria-label": t("unread", { count }) },
        count > 99 ? "99+" : String(count),
      )
    : null;
}
