/**
 * The list of messages: a live log that keeps its place when messages come, change or go, loads
 * older ones when scrolled up, and can be walked through with the arrow keys.
 */

import { h } from "./dom.js";
import { messageElement } from "./bubble.js";
import { walkWithKeys, setStops } from "./log-keys.js";
import { dayKey, dayName, instant } from "./times.js";
import { keyOf, Timeline } from "./timeline.js";

const NEAR_BOTTOM = 60;
const NEAR_TOP = 400;
const MOST_SHOWN = 500;
const KEPT_WHEN_TRIMMED = 200;
const REACHABLE_FROM_END = 2;

export class MessageLog {
  timeline = new Timeline();
  #shown = new Map();
  #loading = false;
  #sizes = {};

  /**
   * `view` as for bubbles; `isVisible(message)`; `loadOlder(before)` gives { messages, more }, or
   * null where it failed; `onMoved()` is told after scrolling.
   */
  constructor({ label, view, isVisible, loadOlder, onMoved }) {
    Object.assign(this, { view, isVisible, loadOlder, onMoved, stuck: true });
    this.days = h("div", { class: "days" });
    this.element = h(
      "div",
      { class: "log", role: "log", "aria-live": "polite", "aria-label": label, tabindex: "0" },
      this.days,
    );
    this.element.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    walkWithKeys(this);
    new ResizeObserver(() => {
      if (this.stuck) this.#toBottom();
    }).observe(this.days);
    new ResizeObserver(() => {
      if (this.stuck) this.#toBottom();
    }).observe(this.element);
  }

  /** The bubbles in order, as elements. */
  items() {
    return [...this.days.querySelectorAll(":scope > section > article")];
  }

  /**
   * Shows the newest messages as they were fetched. `before` are those that were known when the
   * request went out: what has come or changed since then is newer than the answer.
   */
  fill(messages, hasOlder, before) {
    const known = new Set(before);
    const since = this.timeline.all().filter((message) => !known.has(message));
    const fresh = new Timeline();
    [...messages, ...since].forEach((message) => fresh.put(message));
    fresh.hasOlder = hasOlder;
    if (fresh.saysTheSame(this.timeline)) return;
    this.timeline = fresh;
    this.redraw();
  }

  /** Draws everything again; screen readers are not told, for nothing of it is new. */
  redraw() {
    const wasStuck = this.stuck;
    this.#quietly(() => {
      this.days.replaceChildren();
      this.#shown.clear();
      new Set(this.timeline.all().map(keyOf)).forEach((key) => this.#draw(key));
      this.#joinRuns();
    });
    if (wasStuck) this.#toBottom();
    this.#fillScreen();
  }

  /** Adds a message, or changes it where it stands. */
  put(message) {
    const arrived = this.timeline.find(message.message_id) === null;
    const key = this.timeline.put(message);
    this.#keepingPlace(() => {
      this.#draw(key, arrived);
      this.#joinRuns();
      if (this.stuck) this.#trim();
    });
  }

  remove(ids) {
    const keys = new Set(ids.map((id) => this.timeline.drop(id)).filter(Boolean));
    this.#keepingPlace(() => {
      keys.forEach((key) => this.#draw(key));
      this.#joinRuns();
    });
  }

  /** Scrolls to a message and lights it up; false where it is not loaded. */
  show(id) {
    const message = this.timeline.find(id);
    const element = message && this.#shown.get(keyOf(message));
    if (!element) return false;
    this.stuck = false;
    element.scrollIntoView({ block: "center" });
    element.classList.add("lit");
    element.addEventListener("animationend", () => element.classList.remove("lit"), { once: true });
    element.focus({ preventScroll: true });
    return true;
  }

  jumpToLatest() {
    this.stuck = true;
    this.#toBottom();
    this.onMoved();
  }

  #draw(key, arrived = false) {
    const parts = this.timeline.parts(key).filter(this.isVisible);
    const old = this.#shown.get(key);
    if (parts.length === 0) return this.#takeOut(key, old);
    const element = messageElement(parts, this.view);
    element.dataset.key = key;
    this.#shown.set(key, element);
    if (old) return swap(old, element);
    if (arrived) element.classList.add("arrived");
    return this.#insert(element, instant(parts[0].date));
  }

  #takeOut(key, old) {
    const section = old?.parentElement;
    this.#shown.delete(key);
    old?.remove();
    if (section && !section.querySelector("article")) section.remove();
  }

  #insert(element, date) {
    const id = Number(element.dataset.id);
    const section = this.#day(date, id);
    const items = [...section.querySelectorAll("article")];
    const next =
      Number(items.at(-1)?.dataset.id ?? 0) < id
        ? null
        : items.find((item) => Number(item.dataset.id) > id);
    section.insertBefore(element, next ?? null);
  }

  #day(date, id) {
    const key = dayKey(date);
    const sections = [...this.days.children];
    const found = sections.find((section) => section.dataset.day === key);
    if (found) return found;
    const section = h(
      "section",
      { data: { day: key, id } },
      h("h3", { class: "day" }, dayName(date, this.view.actions.now())),
    );
    this.days.insertBefore(
      section,
      sections.find((other) => Number(other.dataset.id) > id) ?? null,
    );
    return section;
  }

  /** Bubbles of one sender stand closer; the last of them has the tail. The newest stay reachable by Tab. */
  #joinRuns() {
    const items = this.items();
    items.forEach((item, place) => {
      const follows = (other) =>
        other &&
        other.parentElement === item.parentElement &&
        other.dataset.from === item.dataset.from &&
        !other.classList.contains("service");
      item.classList.toggle("joined", Boolean(follows(items[place - 1])));
      item.classList.toggle("tail", !follows(items[place + 1]));
      setStops(
        item,
        place >= items.length - REACHABLE_FROM_END || item.contains(document.activeElement),
      );
    });
  }

  #trim() {
    if (this.timeline.size <= MOST_SHOWN) return;
    const old = this.timeline.all().slice(0, this.timeline.size - KEPT_WHEN_TRIMMED);
    const keys = new Set(old.map(({ message_id: id }) => this.timeline.drop(id)));
    keys.forEach((key) => this.#draw(key));
    this.timeline.hasOlder = true;
  }

  #onScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    const resized =
      scrollHeight !== this.#sizes.scrollHeight || clientHeight !== this.#sizes.clientHeight;
    if (this.stuck && resized) return this.#toBottom();
    this.stuck = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
    this.onMoved();
    if (scrollTop < NEAR_TOP && this.timeline.hasOlder && !this.#loading) this.#fetchOlder();
    return undefined;
  }

  async #fetchOlder() {
    this.#loading = true;
    const older = await this.loadOlder(this.timeline.oldestId);
    this.#loading = false;
    if (older === null) return;
    this.timeline.hasOlder = older.more;
    this.#keepingPlace(() =>
      this.#quietly(() => {
        new Set(older.messages.map((message) => this.timeline.put(message))).forEach((key) =>
          this.#draw(key),
        );
        this.#joinRuns();
      }),
    );
    this.#fillScreen();
  }

  /** Where few of the loaded messages are shown, as in one topic, there is nothing to scroll. */
  #fillScreen() {
    const { scrollHeight, clientHeight } = this.element;
    const gap = clientHeight > 0 && scrollHeight <= clientHeight;
    if (gap && this.timeline.hasOlder && !this.#loading) this.#fetchOlder();
  }

  #quietly(change) {
    this.element.setAttribute("aria-busy", "true");
    change();
    requestAnimationFrame(() => this.element.removeAttribute("aria-busy"));
  }

  /** Runs a change so that what is being read stays where it is. */
  #keepingPlace(change) {
    const anchor = this.stuck
      ? null
      : this.items().find(
          (item) => item.getBoundingClientRect().bottom > this.element.getBoundingClientRect().top,
        );
    const key = anchor?.dataset.key;
    const before = anchor?.getBoundingClientRect().top;
    change();
    if (this.stuck) return this.#toBottom();
    const after = this.#shown.get(key)?.getBoundingClientRect().top;
    if (after !== undefined) this.element.scrollTop += after - before;
    return undefined;
  }

  /** A scroll event that comes after a change of size is not the person's doing: see #onScroll. */
  #toBottom() {
    const { scrollHeight, clientHeight } = this.element;
    this.#sizes = { scrollHeight, clientHeight };
    this.element.scrollTop = scrollHeight;
  }
}

/** Puts the changed bubble in the old one's place; the focus stays on the same button. */
function swap(old, element) {
  const stops = (item) => [...item.querySelectorAll("[data-stop]")];
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const place = stops(old).indexOf(focused);
  old.replaceWith(element);
  if (!focused) return;
  setStops(element, true);
  (stops(element)[place] ?? stops(element)[0] ?? element).focus({ preventScroll: true });
}
