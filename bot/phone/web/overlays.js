/** What lies over one phone's screen: toasts, alerts, menus and sheets. The other phones go on. */

import { h, iconButton, newId } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

const TOAST_SECONDS = 4;
const MENU_ITEMS = "[role=menuitem], [role=menuitemradio]";

export class Overlays {
  #before = null;
  #timer = 0;

  /** `screen` is the phone's screen; all that stands in it is out of reach under a dialog. */
  constructor(screen) {
    this.screen = screen;
    this.status = h("div", { class: "toast", role: "status", "aria-live": "polite" });
    this.layer = h("div", { class: "layer", hidden: true });
    this.layer.addEventListener("click", (event) => {
      if (event.target === this.layer) this.close();
    });
    this.layer.addEventListener("keydown", (event) => this.#onKey(event));
    screen.append(this.status, this.layer);
  }

  /** A short notice that goes by itself; it stays readable for screen readers while it shows. */
  toast(text) {
    clearTimeout(this.#timer);
    this.status.textContent = text;
    this.status.style.setProperty(
      "--foot",
      `${this.screen.querySelector(".foot-place").offsetHeight}px`,
    );
    this.status.classList.add("shown");
    this.#timer = setTimeout(
      () => {
        this.status.classList.remove("shown");
        this.status.textContent = "";
      },
      1000 * Math.max(TOAST_SECONDS, text.length / 18),
    );
  }

  /** A notice that waits for OK. */
  alert(text) {
    const words = newId("alert");
    const ok = h(
      "button",
      { type: "button", class: "plain", onclick: () => this.close() },
      t("ok"),
    );
    this.open(
      h(
        "div",
        {
          class: "panel alert",
          role: "alertdialog",
          "aria-modal": "true",
          "aria-label": t("notice"),
          "aria-describedby": words,
        },
        h("p", { id: words }, text),
        h("div", { class: "choices" }, ok),
      ),
    );
  }

  /** A dialog from the lower edge; `build(close)` makes what stands in it. */
  sheet(title, build) {
    const name = newId("sheet");
    const close = () => this.close();
    this.open(
      h(
        "div",
        { class: "panel sheet", role: "dialog", "aria-modal": "true", "aria-labelledby": name },
        h(
          "div",
          { class: "title" },
          h("h3", { id: name }, title),
          iconButton(icon("close", 20), t("close"), close, { class: "round" }),
        ),
        build(close),
      ),
    );
  }

  /**
   * A menu near `anchor`; items are { label, picture, run, danger }, or { label, choices, given,
   * run } for a row of which one is run with.
   */
  menu(anchor, items) {
    const take = (run, ...given) => {
      this.close();
      run(...given);
    };
    const panel = h(
      "div",
      { class: "panel menu", role: "menu", "aria-label": t("menu") },
      items.map((item) => (item.choices ? choiceRow(item, take) : menuItem(item, take))),
    );
    this.open(panel);
    place(panel, anchor, this.screen);
    panel.querySelector("[role^=menuitem]")?.focus();
  }

  open(panel) {
    this.close();
    this.#before = document.activeElement;
    this.layer.replaceChildren(panel);
    this.layer.hidden = false;
    this.#rest((element) => {
      element.inert = true;
    });
    (
      panel.querySelector("[data-first], .choices button, input, textarea") ??
      panel.querySelector("button")
    )?.focus();
  }

  close() {
    if (this.layer.hidden) return;
    this.layer.hidden = true;
    this.layer.replaceChildren();
    this.#rest((element) => {
      element.inert = false;
    });
    if (this.#before?.isConnected) this.#before.focus({ preventScroll: true });
  }

  #rest(change) {
    [...this.screen.children]
      .filter((element) => element !== this.layer && element !== this.status)
      .forEach(change);
  }

  #onKey(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    } else if (event.key === "Tab") keepInside(event, this.layer);
    else if (event.target.matches(MENU_ITEMS)) stepInMenu(event);
  }
}

function menuItem({ label, picture, run, danger }, take) {
  return h(
    "button",
    {
      type: "button",
      role: "menuitem",
      tabindex: "-1",
      class: danger ? "danger" : "",
      onclick: () => take(run),
    },
    icon(picture, 20),
    h("span", {}, label),
  );
}

function choiceRow({ label, choices, given, run }, take) {
  return h(
    "div",
    { class: "row", role: "group", "aria-label": label },
    choices.map((choice) =>
      h(
        "button",
        {
          type: "button",
          role: "menuitemradio",
          tabindex: "-1",
          "aria-checked": String(given.includes(choice)),
          onclick: () => take(run, given.includes(choice) ? null : choice),
        },
        choice,
      ),
    ),
  );
}

function keepInside(event, layer) {
  const stops = [...layer.querySelectorAll("button, input, textarea, select, a[href]")].filter(
    (stop) => !stop.disabled && stop.offsetParent !== null,
  );
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (
    document.activeElement !== edge &&
    stops.includes(document.activeElement) &&
    !edge.matches(MENU_ITEMS)
  )
    return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}

function stepInMenu(event) {
  const items = [...event.target.closest("[role=menu]").querySelectorAll(MENU_ITEMS)];
  const place = items.indexOf(event.target);
  const targets = {
    ArrowDown: place + 1,
    ArrowUp: place - 1,
    ArrowRight: place + 1,
    ArrowLeft: place - 1,
    Home: 0,
    End: items.length - 1,
  };
  if (!(event.key in targets)) return;
  event.preventDefault();
  items[(targets[event.key] + items.length) % items.length].focus();
}

/** Puts the menu beside its button, inside the screen. */
function place(panel, anchor, screen) {
  const room = screen.getBoundingClientRect();
  const from = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const left = Math.min(Math.max(8, from.left - room.left), room.width - width - 8);
  const below = from.bottom - room.top + 4;
  const top =
    below + height > room.height - 8 ? Math.max(8, from.top - room.top - height - 4) : below;
  panel.style.setProperty("left", `${left}px`);
  panel.style.setProperty("top", `${top}px`);
}
