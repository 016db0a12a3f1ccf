/** The menus of a message and of a chat, and what their items do. */

import { h } from "./dom.js";
import * as api from "./api.js";
import { addressesIn, startCode } from "./links.js";
import { canEdit, copy, openCode, setBlocked, tried } from "./phone-actions.js";
import { t } from "./words.js";

const REACTIONS = ["👍", "❤", "👏", "🔥", "🤔"];

export function showMessageMenu(phone, messages, button) {
  const message = messages.find((one) => one.text ?? one.caption) ?? messages[0];
  const said = message.text ?? message.caption;
  const quote = selectionIn(button.closest("article"));
  const answer = (part) => phone.composer.setContext({ kind: "reply", message, quote: part });
  const items = [
    { label: t("reply"), picture: "reply", run: () => answer() },
    quote && { label: t("quoteSelection"), picture: "reply", run: () => answer(quote) },
    canEdit(phone, message) && {
      label: t("edit"),
      picture: "edit",
      run: () => phone.composer.setContext({ kind: "edit", message }),
    },
    ...reactionItems(phone, message),
    said && { label: t("copyText"), picture: "copy", run: () => copy(phone, said) },
    ...elsewhere(phone, message),
    {
      label: t("delete"),
      picture: "bin",
      danger: true,
      run: () => removeMessages(phone, messages),
    },
  ];
  phone.overlays.menu(button, items.filter(Boolean));
}

/** One emoji stands under a message, or none: taking it again takes it back. */
function reactionItems(phone, message) {
  const react = (emoji) =>
    tried(phone, () => api.react(phone.person.id, phone.openId, message.message_id, emoji));
  return [
    {
      choices: REACTIONS,
      label: t("react"),
      run: react,
      given: (message.reactions ?? []).map(({ emoji }) => emoji),
    },
  ];
}

function removeMessages(phone, messages) {
  return tried(phone, () =>
    Promise.all(
      messages.map(({ message_id: id }) => api.remove(phone.person.id, phone.openId, id)),
    ),
  );
}

/** A link to the bot can be carried to another phone, as if it had come by mail. */
function elsewhere(phone, message) {
  const { app } = phone;
  const codes = addressesIn(message)
    .map((address) => startCode(address, app.bot.username))
    .filter(Boolean);
  if (codes.length === 0) return [];
  return [...app.phones.values()]
    .filter((other) => other !== phone)
    .map((other) => ({
      label: t("openOn", { name: other.name }),
      picture: "link",
      run: () => app.openOn(other, codes[0]),
    }));
}

function selectionIn(article) {
  const selection = window.getSelection();
  const body = article?.querySelector(".text");
  if (!selection || selection.isCollapsed || !body?.contains(selection.anchorNode))
    return undefined;
  return selection.toString().trim().slice(0, 1024) || undefined;
}

export function showChatMenu(phone, button) {
  const { blocked } = phone.person;
  phone.overlays.menu(button, [
    { label: t("openALink"), picture: "link", run: () => askForLink(phone) },
    {
      label: t(blocked ? "unblock" : "block"),
      picture: blocked ? "unblock" : "block",
      danger: !blocked,
      run: () => setBlocked(phone, !blocked),
    },
  ]);
}

function askForLink(phone) {
  const field = h("input", {
    type: "text",
    class: "field",
    "aria-label": t("linkOrCode"),
    placeholder: t("linkOrCode"),
    autocomplete: "off",
    data: { first: "" },
  });
  phone.overlays.sheet(t("openALink"), (close) =>
    h(
      "form",
      {
        class: "upload",
        onsubmit: (event) => {
          event.preventDefault();
          const typed = field.value.trim();
          close();
          if (typed) openCode(phone, startCode(typed, phone.app.bot.username) ?? typed);
        },
      },
      field,
      h("div", { class: "choices" }, h("button", { type: "submit", class: "wide" }, t("open"))),
    ),
  );
}
