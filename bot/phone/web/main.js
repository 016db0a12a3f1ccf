/** Puts the page together: the bar, the people, a phone for each of them, and the live events. */

import { h } from "./dom.js";
import * as api from "./api.js";
import { nameOf } from "./bubble.js";
import { askForGroup, askForPerson, askForTime } from "./dialogs.js";
import { listen } from "./live.js";
import { PeopleTabs } from "./people-tabs.js";
import { Phone } from "./phone.js";
import { openCode } from "./phone-actions.js";
import { topBar, useTheme } from "./top-bar.js";
import { language, t } from "./words.js";

const TICK = 1000;

class Page {
  bot = { id: 0, first_name: "" };
  people = new Map();
  groups = new Map();
  phones = new Map();
  #ahead = 0;
  #missed = [];
  #ready = false;

  constructor(body) {
    this.lost = h("div", { class: "lost", role: "alert" });
    this.top = h("header", { class: "top" });
    this.tabs = new PeopleTabs(() => [...this.phones.values()]);
    this.street = h("main", { class: "street", id: "phones", tabindex: "-1" });
    this.skip = h("a", { class: "skip", href: "#phones" });
    body.append(this.skip, this.top, this.lost, this.street);
    new ResizeObserver(() => this.#fit()).observe(this.street);
    setInterval(() => this.bar?.tick(), TICK);
    document.addEventListener("visibilitychange", () =>
      this.phones.forEach((phone) => phone.read()),
    );
  }

  now() {
    return new Date(Date.now() + this.#ahead);
  }

  async begin() {
    await this.#loadState();
    this.draw();
    await listen({
      onEvent: (event) => this.#onEvent(event),
      onLost: () => this.#showLost(true),
      onBack: () => this.#resync(),
    });
    await this.#loadPhones();
    this.#ready = true;
    this.#missed.splice(0).forEach((event) => this.#onEvent(event));
  }

  /** Asks until the server answers. */
  async #loadState() {
    for (;;) {
      const state = await api.state().catch(() => null);
      this.#showLost(state === null);
      if (state) return this.#take(state);
      await new Promise((resolve) => setTimeout(resolve, TICK));
    }
  }

  #take({ bot, people, groups, clock }) {
    this.bot = bot;
    this.people = new Map(people.map((person) => [person.id, person]));
    this.groups = new Map(groups.map((group) => [group.id, group]));
    this.setClock(clock);
  }

  setClock({ now }) {
    this.#ahead = now * 1000 - Date.now();
    this.bar?.tick();
  }

  /** Draws everything anew, in the language that holds now. */
  draw() {
    document.documentElement.lang = language();
    document.title = `${nameOf(this.bot)} · ${t("phones")}`;
    this.skip.textContent = t("skip");
    this.bar = topBar(nameOf(this.bot), {
      now: () => this.now(),
      redraw: () => this.#redraw(),
      forward: (seconds) => this.#forward(seconds),
      chooseTime: () => askForTime(this.now(), (seconds) => this.#forward(seconds)),
      addPerson: () =>
        askForPerson(language(), async (person) => this.#addPerson(await api.addPerson(person))),
      addGroup: () =>
        askForGroup(
          [...this.phones.values()].map(({ person, name }) => ({ id: person.id, name })),
          (group) => api.addGroup(group),
        ),
    });
    this.top.replaceChildren(this.bar.element, this.tabs.element);
    this.phones.clear();
    this.people.forEach((person) => this.phones.set(person.id, new Phone(this, person)));
    this.street.replaceChildren(...[...this.phones.values()].map(({ element }) => element));
    this.#showNobody();
    this.tabs.show();
    this.#fit();
  }

  /** The row of people is only needed where not all phones fit. */
  #fit() {
    this.tabs.element.classList.toggle(
      "fits",
      !this.tabs.isNarrow && this.street.scrollWidth <= this.street.clientWidth,
    );
  }

  #showNobody() {
    if (this.phones.size === 0)
      this.street.replaceChildren(h("p", { class: "nobody" }, t("nobodyYet")));
    else this.street.querySelector(".nobody")?.remove();
  }

  async #redraw() {
    this.draw();
    this.top.querySelector("select")?.focus();
    await this.#loadPhones();
  }

  #loadPhones() {
    return Promise.all(
      [...this.phones.values()].map((phone) => phone.load().catch(phone.complain)),
    );
  }

  async #forward(seconds) {
    this.setClock(await api.moveClock(seconds));
  }

  #addPerson(person) {
    if (this.phones.has(person.id)) return;
    const phone = new Phone(this, person);
    this.people.set(person.id, person);
    this.phones.set(person.id, phone);
    this.street.append(phone.element);
    this.#showNobody();
    this.#fit();
    this.tabs.choose(person.id);
    phone.load().catch(phone.complain);
  }

  onUnread() {
    this.tabs.show();
  }

  openOn(phone, code) {
    this.tabs.choose(phone.person.id);
    openCode(phone, code);
  }

  #onEvent(event) {
    if (!this.#ready) return this.#missed.push(event);
    const own = {
      clock: () => this.setClock(event),
      person: () => this.#onPerson(event.person),
      group: () => this.#onGroup(event.group),
      reset: () => this.#resync(),
    };
    own[event.type]?.();
    (event.person_ids ?? []).forEach((id) => this.phones.get(id)?.handle(event));
    return undefined;
  }

  #onPerson(person) {
    const phone = this.phones.get(person?.id);
    if (!phone) return person && this.#addPerson(person);
    phone.person = person;
    phone.showOwner();
    return this.tabs.show();
  }

  #onGroup(group) {
    if (group) this.groups.set(group.id, group);
  }

  #showLost(lost) {
    this.lost.textContent = lost ? t("connectionLost") : "";
    document.documentElement.classList.toggle("offline", lost);
  }

  /** Fetches what was missed, and only then takes the notice away. */
  async #resync() {
    const state = await api.state();
    this.bot = state.bot;
    this.groups = new Map(state.groups.map((group) => [group.id, group]));
    this.setClock(state.clock);
    state.people.forEach((person) => this.#onPerson(person));
    await Promise.all(
      [...this.phones.values()].map((phone) => phone.resync().catch(phone.complain)),
    );
    this.#showLost(false);
  }
}

useTheme();
new Page(document.body).begin();
