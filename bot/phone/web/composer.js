/** The line at the foot of a chat: writing, replying, editing, attaching, speaking. */

import { h, iconButton } from "./dom.js";
import { nameOf } from "./bubble.js";
import { CommandList } from "./command-list.js";
import { summary } from "./entities.js";
import { icon } from "./icons.js";
import { replyKeyboard } from "./keyboards.js";
import { canRecord, Recorder } from "./recorder.js";
import { t } from "./words.js";

const SHORTEST = 40;
const TALLEST = 140;

export class Composer {
  /** { kind: "reply" | "edit", message, quote } or null */
  context = null;
  #markup = null;

  /**
   * `actions`: send(text, context) → promise of success, share(button), editLast(), attach(),
   * voice(file), warn(text).
   */
  constructor(label, actions) {
    this.actions = actions;
    this.input = h("textarea", {
      rows: "1",
      "aria-label": label,
      placeholder: t("message"),
      autocomplete: "off",
      enterkeyhint: "send",
    });
    this.list = new CommandList(this.input, (command) => this.#sendNow(`/${command}`));
    this.bar = h("div", { class: "context", hidden: true });
    this.keys = h("div", { class: "keys", hidden: true });
    this.#buildButtons();
    this.line = h("div", { class: "line" }, this.menu, this.clip, this.input, this.toggle, this.go);
    this.element = h(
      "form",
      { class: "composer" },
      this.bar,
      this.list.element,
      this.line,
      this.keys,
    );
    this.#listen();
    this.#refresh();
  }

  #buildButtons() {
    this.menu = iconButton(icon("commands"), t("commands"), () => this.list.toggle(), {
      class: "round slash",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      hidden: true,
    });
    this.list.button = this.menu;
    this.clip = iconButton(icon("attach"), t("attach"), () => this.actions.attach(), {
      class: "round",
    });
    this.toggle = iconButton(
      icon("keyboard"),
      t("keyboard"),
      () => this.#showKeys(this.keys.hidden),
      { class: "round", "aria-expanded": "false", hidden: true },
    );
    this.go = h("button", { type: "submit", class: "round go" });
  }

  #listen() {
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.input.addEventListener("input", () => this.#refresh());
    this.input.addEventListener("keydown", (event) => this.#onKey(event));
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.context) this.setContext(null);
    });
  }

  #onKey(event) {
    if (event.isComposing) return;
    if (this.list.onKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "ArrowUp" && this.input.value === "") this.actions.editLast();
  }

  #submit() {
    if (this.input.value.trim()) this.#sendNow(this.input.value.trim());
    else if (!this.context || this.context.kind === "reply") this.#record();
  }

  async #sendNow(text) {
    const { context } = this;
    const draft = this.input.value;
    this.#write("");
    this.setContext(null);
    if (await this.actions.send(text, context)) return;
    this.#write(draft);
    this.setContext(context);
  }

  #record() {
    if (!canRecord()) return this.actions.voice(null);
    const recorder = new Recorder({
      onDone: (file) => {
        recorder.element.replaceWith(this.line);
        this.go.focus();
        if (file) this.actions.voice(file);
      },
      onRefused: () => {
        recorder.element.replaceWith(this.line);
        this.actions.warn(t("noMicrophone"));
        this.actions.voice(null);
      },
    });
    this.line.replaceWith(recorder.element);
    return recorder.start();
  }

  #write(text) {
    this.input.value = text;
    this.#refresh();
  }

  #refresh() {
    this.input.style.setProperty("height", "auto");
    this.input.style.setProperty(
      "height",
      `${Math.min(TALLEST, Math.max(SHORTEST, this.input.scrollHeight))}px`,
    );
    const speaks = !this.input.value.trim() && this.context?.kind !== "edit";
    const name = speaks ? t("recordVoice") : t(this.context?.kind === "edit" ? "save" : "send");
    if (this.go.title !== name) {
      this.go.replaceChildren(
        icon(speaks ? "mic" : this.context?.kind === "edit" ? "check" : "send"),
      );
      Object.assign(this.go, { title: name, ariaLabel: name });
    }
    this.list.complete(this.input.value);
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  /** Shows what is answered or edited, or takes that away with null. */
  setContext(context) {
    const edited = this.context?.kind === "edit" && context === null;
    this.context = context;
    this.bar.hidden = context === null;
    if (context) this.bar.replaceChildren(...this.#contextParts(context));
    if (context?.kind === "edit")
      this.#write(context.message.text ?? context.message.caption ?? "");
    else if (edited) this.#write("");
    this.#refresh();
    if (context) this.focus();
  }

  #contextParts({ kind, message, quote }) {
    const title =
      kind === "edit"
        ? t("editing")
        : t(quote ? "quoting" : "replyingTo", { name: nameOf(message.from) });
    return [
      icon(kind === "edit" ? "edit" : "reply", 20),
      h(
        "div",
        { class: "about" },
        h("strong", {}, title),
        h("span", {}, quote ?? summary(message)),
      ),
      iconButton(
        icon("close", 18),
        t("cancel"),
        () => {
          this.setContext(null);
          this.focus();
        },
        { class: "round" },
      ),
    ];
  }

  setCommands(commands) {
    this.list.set(commands);
    this.menu.hidden = commands.length === 0;
  }

  /** Shows the keyboard that the bot asks for: a reply keyboard, a forced reply, or none. */
  setMarkup(markup, key) {
    if (this.#markup?.key === key) return;
    this.#markup = { markup, key };
    const rows = markup?.keyboard;
    this.keys.replaceChildren(
      ...(rows ? [replyKeyboard(markup, (button) => this.#choose(button, markup))] : []),
    );
    this.toggle.hidden = !rows;
    this.#showKeys(Boolean(rows));
    this.input.placeholder = markup?.input_field_placeholder || t("message");
  }

  #choose(button, markup) {
    if (markup.one_time_keyboard) this.#showKeys(false);
    if (button.request_contact || button.request_location) this.actions.share(button);
    else this.actions.send(button.text, null);
  }

  #showKeys(shown) {
    this.keys.hidden = !shown;
    this.toggle.setAttribute("aria-expanded", String(shown));
    this.toggle.classList.toggle("on", shown);
  }
}
