/** The bot's commands over the line: all of them from the button, matching ones after a "/". */

import { h, newId } from "./dom.js";
import { t } from "./words.js";

export class CommandList {
  #commands = [];
  #shown = [];
  #active = 0;
  #all = false;
  button = null;

  /** `choose(command)` gets the one that was taken. */
  constructor(input, choose) {
    Object.assign(this, { input, choose });
    this.element = h("div", {
      class: "commands-list",
      role: "listbox",
      id: newId("commands"),
      "aria-label": t("commands"),
      hidden: true,
    });
    input.setAttribute("aria-controls", this.element.id);
    input.setAttribute("aria-autocomplete", "list");
    input.addEventListener("blur", () =>
      setTimeout(() => {
        if (document.activeElement !== input) this.close();
      }, 150),
    );
  }

  set(commands) {
    this.#commands = commands;
  }

  /** Opens or closes the whole list. */
  toggle() {
    const opening = this.element.hidden;
    this.input.focus();
    if (!opening) return this.close();
    this.#all = true;
    return this.#show(this.#commands);
  }

  /** Shows the commands that begin as the text does. */
  complete(text) {
    const typed = /^\/(\w*)$/.exec(text);
    if (typed) {
      this.#all = false;
      this.#show(
        this.#commands.filter(({ command }) => command.startsWith(typed[1].toLowerCase())),
      );
    } else if (!this.#all || text) this.close();
  }

  /** Whether the key was for the list. */
  onKey(event) {
    if (this.element.hidden) return false;
    const keys = {
      ArrowDown: () => this.#step(1),
      ArrowUp: () => this.#step(-1),
      Escape: () => this.close(),
      Enter: () => this.#take(),
      Tab: () => this.#take(),
    };
    if (!keys[event.key] || event.shiftKey) return false;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
    return true;
  }

  close() {
    this.#all = false;
    this.element.hidden = true;
    this.input.removeAttribute("aria-activedescendant");
    this.button?.setAttribute("aria-expanded", "false");
  }

  #show(commands) {
    if (commands.length === 0) return this.close();
    this.#shown = commands;
    this.#active = 0;
    this.element.replaceChildren(...commands.map((command) => this.#option(command)));
    this.element.hidden = false;
    this.button?.setAttribute("aria-expanded", "true");
    return this.#mark();
  }

  #option({ command, description }) {
    return h(
      "div",
      {
        role: "option",
        id: newId("command"),
        "aria-selected": "false",
        onmousedown: (event) => event.preventDefault(),
        onclick: () => {
          this.close();
          this.choose(command);
        },
      },
      h("strong", {}, `/${command}`),
      h("span", {}, description),
    );
  }

  #step(by) {
    const count = this.#shown.length;
    this.#active = (this.#active + by + count) % count;
    this.#mark();
  }

  #mark() {
    [...this.element.children].forEach((option, place) =>
      option.setAttribute("aria-selected", String(place === this.#active)),
    );
    const option = this.element.children[this.#active];
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  #take() {
    const { command } = this.#shown[this.#active];
    this.close();
    this.choose(command);
  }
}
