/** One phone: whose it is, which chat is open on it, and what happens there. */

import { h, iconButton, newId } from "./dom.js";
import * as api from "./api.js";
import { receiveFiles } from "./attachments.js";
import { avatar, nameOf } from "./bubble.js";
import { ChatHeader } from "./chat-header.js";
import { chatList } from "./chat-list.js";
import { Composer, footButton } from "./composer.js";
import { icon } from "./icons.js";
import { MessageLog } from "./message-log.js";
import { Overlays } from "./overlays.js";
import * as does from "./phone-actions.js";
import { followEvent } from "./phone-events.js";
import { languageName, t } from "./words.js";

const PAGE = 60;

export class Phone {
  chats = [];
  openId = null;
  topic = null;
  inSight = false;
  /** Callback queries whose answers have not come yet: id → what to do then. */
  waiting = new Map();
  answered = new Set();

  /** `app`: bot, people, now(), onUnread(), openOn(personId, code). */
  constructor(app, person) {
    Object.assign(this, { app, person });
    this.heading = newId("owner");
    this.owner = h("header", { class: "owner" });
    this.screen = h("div", { class: "screen" });
    this.element = h("section", { class: "phone", id: `phone-${person.id}`, "aria-labelledby": this.heading, tabindex: "-1" }, this.owner, this.screen);
    this.#build();
    this.overlays = new Overlays(this.screen);
    this.showOwner();
    new IntersectionObserver(([entry]) => { this.inSight = entry.isIntersecting; this.read(); }, { threshold: 0.3 }).observe(this.element);
  }

  #build() {
    this.header = new ChatHeader({
      back: () => this.showList(), menu: (button) => does.showChatMenu(this, button),
      showMessage: (id) => does.showMessage(this, id), chooseTopic: (id) => this.chooseTopic(id),
    });
    this.jumpCount = h("span", { class: "count", hidden: true });
    this.jump = iconButton(icon("down"), t("jump"), () => this.log.jumpToLatest(), { class: "round jump", hidden: true });
    this.jump.append(this.jumpCount);
    this.empty = h("div", { class: "empty", hidden: true });
    this.stage = h("div", { class: "stage" }, this.empty, this.jump, h("div", { class: "drop-hint", "aria-hidden": "true" }, icon("attach", 40), t("dropHere")));
    this.composer = new Composer(t("messageFrom", { name: this.name }), does.composerActions(this));
    this.foot = h("div", { class: "foot-place" }, this.composer.element);
    this.list = h("div", { class: "list", hidden: true });
    this.screen.append(this.header.element, this.stage, this.foot, this.list);
    receiveFiles(this.screen, (files) => { if (this.canWrite) does.offerFiles(this, files); });
  }

  get name() { return nameOf(this.person); }

  get chat() { return this.chats.find(({ id }) => id === this.openId) ?? null; }

  get unread() { return this.chats.reduce((sum, { unread }) => sum + unread, 0); }

  get canWrite() { return this.openId !== null && !this.foot.querySelector(".foot"); }

  showOwner() {
    const about = [this.person.note, languageName(this.person.language_code)].filter(Boolean).join(" · ");
    this.owner.replaceChildren(avatar(this.person.id, this.name),
      h("div", { class: "about" }, h("h2", { id: this.heading }, this.name), h("p", { class: "note" }, about)),
      this.person.blocked ? h("span", { class: "flag" }, t("blocked")) : null);
  }

  /** Fetches the chats and shows the one that is open, or the chat with the bot. */
  async load() {
    await this.loadChats();
    await this.openChat(this.openId ?? this.person.id);
  }

  async loadChats() {
    const chats = await api.chats(this.person.id);
    const bot = { title: nameOf(this.app.bot), face: this.app.bot.id };
    this.chats = chats.map((chat) => (chat.type === "private" ? { ...chat, ...bot } : chat));
    if (!this.chats.some(({ id }) => id === this.person.id)) {
      this.chats.unshift({ id: this.person.id, type: "private", unread: 0, last_message: null, ...bot });
    }
    this.#showCounts();
    if (!this.list.hidden) this.#drawList();
  }

  async openChat(id, focus = false) {
    this.openId = id;
    this.topic = null;
    this.showChat();
    this.#newLog();
    const loading = this.log;
    const [messages, commands] = await Promise.all([this.#page(null), api.commands(this.person.id, id)]);
    if (this.log !== loading) return;
    this.composer.setCommands(commands);
    this.fill(messages);
    if (focus) this.composer.focus();
  }

  fill(messages) {
    const newer = this.log.timeline.all().filter(({ message_id: id }) => id > (messages.at(-1)?.message_id ?? 0) && messages.length === 0);
    this.log.fill([...messages, ...newer], messages.length === PAGE);
    this.afterChange();
    this.read();
  }

  /** Fetches again what may have been missed while the connection was gone. */
  async resync() {
    await this.loadChats();
    if (this.openId !== null) this.fill(await this.#page(null));
    this.composer.setCommands(await api.commands(this.person.id, this.openId));
    this.showChat(false);
  }

  #page(before) { return api.messages(this.person.id, this.openId, { before, limit: PAGE }); }

  #newLog() {
    const { chat } = this;
    this.log?.element.remove();
    this.log = new MessageLog({
      label: t("messagesIn", { chat: chat?.title ?? "", name: this.name }),
      view: { me: this.person.id, isGroup: chat?.type !== "private", lang: this.person.language_code, actions: does.bubbleActions(this) },
      isVisible: (message) => this.#inTopic(message),
      loadOlder: async (before) => {
        const messages = await this.#page(before);
        return { messages, more: messages.length === PAGE };
      },
      onMoved: () => { this.showJump(); this.read(); },
    });
    this.stage.prepend(this.log.element);
  }

  #inTopic(message) {
    if (this.topic === null) return true;
    const thread = message.is_topic_message ? message.message_thread_id : 0;
    return (thread ?? 0) === this.topic;
  }

  chooseTopic(id) {
    this.topic = id;
    this.header.showTopics(this.topics(), id);
    this.log.redraw();
    this.log.jumpToLatest();
  }

  topics() {
    const topics = this.chat?.topics ?? this.app.groups.get(this.openId)?.topics ?? [];
    return topics.map(({ id, message_thread_id: thread, name }) => ({ id: id ?? thread, name }));
  }

  /** Shows the open chat's head; also closes the list. */
  showChat(closeList = true) {
    const { chat } = this;
    if (closeList) this.#showing(false);
    if (!chat) return;
    const standing = chat.type === "private" ? t("bot") : t("memberCount", { count: this.memberCount() });
    this.header.show({ id: chat.face ?? chat.id, title: chat.title, standing, several: this.chats.length > 1 });
    this.header.showTopics(this.isForum() ? this.topics() : [], this.topic);
    this.#showCounts();
  }

  isForum() { return Boolean(this.chat?.is_forum ?? this.app.groups.get(this.openId)?.is_forum); }

  memberCount() { return (this.app.groups.get(this.openId)?.members?.length ?? 0) + 1; }

  showList() {
    this.#drawList();
    this.#showing(true);
    this.list.querySelector("button")?.focus();
  }

  #drawList() {
    const open = (id) => this.openChat(id, true);
    this.list.replaceChildren(h("h3", {}, t("chats")), chatList(this.chats, { now: this.app.now(), me: this.person.id, open }));
  }

  #showing(list) {
    this.list.hidden = !list;
    [this.header.element, this.stage, this.foot].forEach((part) => { part.hidden = list; });
  }

  /** Brings everything that depends on the messages up to date. */
  afterChange() {
    this.#showFoot();
    does.showKeyboard(this);
    this.header.pin(this.pinned ?? this.chat?.pinned_message ?? null);
    this.showJump();
    this.#showCounts();
  }

  #showFoot() {
    const fresh = this.log.timeline.size === 0 && this.openId === this.person.id;
    this.#showEmpty(fresh);
    const state = this.person.blocked && this.openId === this.person.id ? "unblock" : fresh ? "start" : "write";
    if (this.foot.dataset.state === state) return;
    const focused = this.foot.contains(document.activeElement);
    this.foot.dataset.state = state;
    const run = { unblock: () => does.setBlocked(this, false), start: () => does.start(this) }[state];
    this.foot.replaceChildren(run ? footButton(t(state), run) : this.composer.element);
    if (focused) this.foot.querySelector("button.wide, textarea")?.focus();
  }

  #showEmpty(fresh) {
    this.empty.hidden = !fresh;
    const { bot } = this.app;
    this.empty.replaceChildren(...(fresh ? [avatar(bot.id, nameOf(bot), "huge"), h("strong", {}, nameOf(bot)), h("p", {}, bot.description ?? t("emptyChat"))] : []));
  }

  showJump() {
    this.jump.hidden = this.log.stuck;
    const count = this.chat?.unread ?? 0;
    this.jumpCount.hidden = count === 0;
    this.jumpCount.textContent = String(count);
    this.jump.setAttribute("aria-label", count ? t("jumpUnread", { count }) : t("jump"));
  }

  #showCounts() {
    const elsewhere = this.chats.filter(({ id }) => id !== this.openId).reduce((sum, { unread }) => sum + unread, 0);
    this.header.setOtherUnread(elsewhere);
    this.app.onUnread(this);
  }

  /** Tells the server that the open chat was read, once its end is in sight. */
  read() {
    const { chat } = this;
    const seen = this.inSight && this.list.hidden && document.visibilityState === "visible" && this.log?.stuck;
    if (!chat?.unread || !seen) return;
    chat.unread = 0;
    api.markRead(this.person.id, chat.id).catch(this.complain);
    this.showJump();
    this.#showCounts();
  }

  /** Says on this phone what went wrong. */
  complain = (error) => this.overlays.toast(error.message || t("noConnection"));

  handle(event) { followEvent(this, event); }
}
