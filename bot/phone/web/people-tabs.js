/**
 * The people in a row over the phones. On a narrow page they are tabs, for one phone shows at a
 * time; on a wide one they lead to phones that may have been scrolled away.
 */

import { h } from "./dom.js";
import { avatar } from "./bubble.js";
import { unread } from "./chat-list.js";
import { wantsLessMotion } from "./dom.js";
import { t } from "./words.js";

const NARROW = window.matchMedia("(max-width: 719px)");

export class PeopleTabs {
  #chosen = null;

  /** `phones()` gives all phones in order. */
  constructor(phones) {
    this.phones = phones;
    this.element = h("div", { class: "people" });
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    NARROW.addEventListener("change", () => this.show());
  }

  get isNarrow() {
    return NARROW.matches;
  }

  /** Draws the row anew and shows the phones as the width of the page allows. */
  show() {
    const phones = this.phones();
    const focused = this.element.contains(document.activeElement)
      ? document.activeElement.dataset.person
      : null;
    const chosen = phones.find(({ person }) => person.id === this.#chosen) ?? phones[0];
    this.#chosen = chosen?.person.id ?? null;
    this.element.replaceChildren(...phones.map((phone) => this.#tab(phone, phone === chosen)));
    this.element.querySelector(`[data-person="${focused}"]`)?.focus();
    this.#setRoles(phones, chosen);
  }

  #tab(phone, isChosen) {
    const { id } = phone.person;
    const state = NARROW.matches
      ? {
          role: "tab",
          "aria-selected": String(isChosen),
          "aria-controls": phone.element.id,
          tabindex: isChosen ? "0" : "-1",
        }
      : {};
    return h(
      "button",
      {
        type: "button",
        class: isChosen ? "chosen" : "",
        data: { person: id },
        onclick: () => this.choose(id),
        ...state,
      },
      avatar(id, phone.name, "small"),
      h("span", {}, phone.person.first_name),
      unread(phone.unread),
    );
  }

  #setRoles(phones, chosen) {
    if (NARROW.matches) this.element.setAttribute("role", "tablist");
    else this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", t("phones"));
    for (const phone of phones) {
      phone.element.hidden = NARROW.matches && phone !== chosen;
      if (NARROW.matches) phone.element.setAttribute("role", "tabpanel");
      else phone.element.removeAttribute("role");
    }
  }

  choose(id) {
    this.#chosen = id;
    this.show();
    const phone = this.phones().find(({ person }) => person.id === id);
    if (!phone) return;
    phone.element.scrollIntoView({
      inline: "center",
      block: "nearest",
      behavior: wantsLessMotion() ? "auto" : "smooth",
    });
    if (phone.log?.stuck) phone.log.jumpToLatest();
    if (!NARROW.matches) phone.element.focus({ preventScroll: true });
  }

  #onKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tabs = [...this.element.children];
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    event.preventDefault();
    next.focus();
    if (NARROW.matches) next.click();
  }
}
