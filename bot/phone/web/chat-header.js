/** The head of a chat: with whom, what they are doing, what is pinned, and the forum's topics. */

import { h, iconButton } from "./dom.js";
import { avatar } from "./bubble.js";
import { summary } from "./entities.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

const ACTION_SECONDS = 5.5;
const KNOWN_ACTIONS = new Set([
  "typing",
  "upload_photo",
  "upload_document",
  "upload_video",
  "upload_voice",
  "record_voice",
  "record_video",
  "choose_sticker",
  "find_location",
]);

export class ChatHeader {
  #timer = 0;
  #standing = "";

  /** `actions`: back(), menu(button), showMessage(id), chooseTopic(id). */
  constructor(actions) {
    this.actions = actions;
    this.count = h("span", { class: "count", hidden: true });
    this.back = h(
      "button",
      { type: "button", class: "round back", hidden: true, onclick: actions.back },
      icon("back"),
      this.count,
    );
    this.face = h("span", { class: "face" });
    this.name = h("h3", {});
    this.status = h("p", { class: "status" });
    const more = iconButton(icon("menu"), t("chatMenu"), () => actions.menu(more), {
      class: "round",
      "aria-haspopup": "menu",
    });
    const about = h("div", { class: "about" }, this.name, this.status);
    const row = h("div", { class: "row" }, this.back, this.face, about, more);
    this.pins = h("div", { class: "pins", hidden: true });
    const topics = { class: "topics", role: "group", "aria-label": t("topics"), hidden: true };
    this.topics = h("div", topics);
    this.element = h("div", { class: "chat-head" }, row, this.pins, this.topics);
  }

  /** Names the chat; `standing` is the line under the name while nobody is typing. */
  show({ id, title, standing, several }) {
    this.face.replaceChildren(avatar(id, title));
    this.name.textContent = title;
    this.#standing = standing;
    this.back.hidden = !several;
    this.quiet();
  }

  setOtherUnread(count) {
    this.count.hidden = count === 0;
    this.count.textContent = count > 99 ? "99+" : String(count);
    this.back.setAttribute("aria-label", count ? t("backUnread", { count }) : t("back"));
    this.back.title = t("back");
  }

  /** Shows for some seconds what the bot is doing. */
  busy(action) {
    const words = t(KNOWN_ACTIONS.has(action) ? `action_${action}` : "action_typing");
    this.status.replaceChildren(
      words,
      h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
    );
    this.status.classList.add("busy");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.quiet(), ACTION_SECONDS * 1000);
  }

  quiet() {
    clearTimeout(this.#timer);
    this.status.classList.remove("busy");
    this.status.textContent = this.#standing;
  }

  /** Shows the newest pinned message, or nothing. */
  pin(message) {
    this.pins.hidden = !message;
    if (!message) return;
    this.pins.replaceChildren(
      h(
        "button",
        { type: "button", onclick: () => this.actions.showMessage(message.message_id) },
        icon("pin", 18),
        h(
          "span",
          { class: "about" },
          h("strong", {}, t("pinnedMessage")),
          h("span", {}, summary(message)),
        ),
      ),
    );
  }

  /** One button per topic of a forum, and one for all of them. */
  showTopics(topics, chosen) {
    this.topics.hidden = topics.length === 0;
    const all = [{ id: null, name: t("allTopics") }, { id: 0, name: t("general") }, ...topics];
    this.topics.replaceChildren(
      ...all.map(({ id, name }) =>
        h(
          "button",
          {
            type: "button",
            "aria-pressed": String(id === chosen),
            onclick: () => this.actions.chooseTopic(id),
          },
          name,
        ),
      ),
    );
  }
}
