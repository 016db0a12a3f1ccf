/** One phone: whose it is, which chat is open on it, and what happens there. */

import { h, newId } from "./dom.js";
import * as api from "./api.js";
import { receiveFiles } from "./attachments.js";
import { avatar, nameOf } from "./bubble.js";
import { ChatHeader } from "./chat-header.js";
import { chatList } from "./chat-list.js";
import { showFoot } from "./chat-foot.js";
import { Composer } from "./composer.js";
import { icon } from "./icons.js";
import { JumpButton } from "./jump-button.js";
import { MessageLog } from "./message-log.js";
import { Overlays } from "./overlays.js";
import { showChatMenu } from "./menus.js";
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
    this.element = h(
      "section",
      { class: "phone", id: `phone-${person.id}`, "aria-labelledby": this.heading, tabindex: "-1" },
      this.owner,
      this.screen,
    );
    this.#build();
    this.overlays = new Overlays(this.screen);
    this.showOwner();
    new IntersectionObserver(
      ([entry]) => {
        this.inSight = entry.isIntersecting;
        this.read();
      },
      { threshold: 0.3 },
    ).observe(this.element);
  }

  #build() {
    this.header = new ChatHeader({
      back: () => this.showList(),
      menu: (button) => showChatMenu(this, button),
      showMessage: (id) => does.showMessage(this, id),
      chooseTopic: (id) => this.chooseTopic(id),
    });
    this.jump = new JumpButton(() => this.log.jumpToLatest());
    this.empty = h("div", { class: "empty", hidden: true });
    this.stage = h(
      "div",
      { class: "stage" },
      this.empty,
      this.jump.element,
      h("div", { class: "drop-hint", "aria-hidden": "true" }, icon("attach", 40), t("dropHere")),
    );
    this.composer = new Composer(t("messageFrom", { name: this.name }), does.composerActions(this));
    this.foot = h("div", { class: "foot-place" }, this.composer.element);
    this.list = h("div", { class: "list", hidden: true });
    this.screen.append(this.header.element, this.stage, this.foot, this.list);
    receiveFiles(this.screen, (files) => {
      if (this.canWrite) does.offerFiles(this, files);
    });
  }

  get name() {
    return nameOf(this.person);
  }

  get chat() {
    return this.chats.find(({ id }) => id === this.openId) ?? null;
  }

  get unread() {
    return this.chats.reduce((sum, { unread }) => sum + unread, 0);
  }

  get canWrite() {
    return this.openId !== null && !this.foot.querySelector(".foot");
  }

  showOwner() {
    const about = [this.person.note, languageName(this.person.language_code)]
      .filter(Boolean)
      .join(" · ");
    this.owner.replaceChildren(
      avatar(this.person.id, this.name),
      h(
        "div",
        { class: "about" },
        h("h2", { id: this.heading }, this.name),
        h("p", { class: "note" }, about),
      ),
    );
    if (this.person.blocked) this.owner.append(h("span", { class: "flag" }, t("blocked")));
  }

  /** Fetches the chats and shows the one that is open, or the chat with the bot. */
  async load() {
    await this.loadChats();
    await this.openChat(this.openId ?? this.person.id);
  }

  /** Fetches the chats; again if something happens meanwhile, so that no older list wins. */
  loadChats() {
    this.chatsOutdated = true;
    this.loadingChats ??= this.#fetchChats().finally(() => {
      this.loadingChats = null;
    });
    return this.loadingChats;
  }

  async #fetchChats() {
    let chats = [];
    while (this.chatsOutdated) {
      this.chatsOutdated = false;
      chats = await api.chats(this.person.id);
    }
    const bot = { title: nameOf(this.app.bot), face: this.app.bot.id };
    this.chats = chats.map((chat) => (chat.type === "private" ? { ...chat, ...bot } : chat));
    this.#showCounts();
    if (!this.list.hidden) this.#drawList();
    this.read();
  }

  async openChat(id, focus = false) {
    this.openId = id;
    this.topic = null;
    this.showChat();
    this.#newLog();
    await Promise.all([this.refresh(), this.loadCommands()]);
    if (focus) this.composer.focus();
  }

  /** Fetches the newest messages; what comes or changes meanwhile stays. */
  async refresh() {
    const { log } = this;
    const before = log.timeline.all();
    const messages = await this.#page(null);
    if (this.log !== log) return;
    log.fill(messages, messages.length === PAGE, before);
    this.afterChange();
    this.read();
  }

  async loadCommands() {
    const { openId } = this;
    const commands = await api.commands(this.person.id, openId);
    if (this.openId === openId) this.composer.setCommands(commands);
  }

  /** Fetches again what may have been missed while the connection was gone. */
  async resync() {
    await this.loadChats();
    if (this.log) await Promise.all([this.refresh(), this.loadCommands()]);
    this.showChat(false);
  }

  #page(before) {
    return api.messages(this.person.id, this.openId, { before, limit: PAGE });
  }

  #newLog() {
    const { chat } = this;
    this.log?.element.remove();
    this.log = new MessageLog({
      label: t("messagesIn", { chat: chat?.title ?? "", name: this.name }),
      view: {
        me: this.person.id,
        isGroup: chat?.type !== "private",
        lang: this.person.language_code,
        actions: does.bubbleActions(this),
      },
      isVisible: (message) => this.#inTopic(message),
      loadOlder: async (before) => {
        const messages = await this.#page(before).catch(this.complain);
        return messages ? { messages, more: messages.length === PAGE } : null;
      },
      onMoved: () => {
        this.showJump();
        this.read();
      },
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
    const standing =
      chat.type === "private" ? t("bot") : t("memberCount", { count: this.memberCount() });
    this.header.show({
      id: chat.face ?? chat.id,
      title: chat.title,
      standing,
      several: this.chats.length > 1,
    });
    this.header.showTopics(this.isForum() ? this.topics() : [], this.topic);
    this.#showCounts();
  }

  isForum() {
    return Boolean(this.chat?.is_forum ?? this.app.groups.get(this.openId)?.is_forum);
  }

  memberCount() {
    return (this.app.groups.get(this.openId)?.members?.length ?? 0) + 1;
  }

  showList() {
    this.#drawList();
    this.#showing(true);
    this.list.querySelector("button")?.focus();
  }

  #drawList() {
    const open = (id) => this.openChat(id, true);
    this.list.replaceChildren(
      h("h3", {}, t("chats")),
      chatList(this.chats, { now: this.app.now(), me: this.person.id, open }),
    );
  }

  #showing(list) {
    this.list.hidden = !list;
    [this.header.element, this.stage, this.foot].forEach((part) => {
      part.hidden = list;
    });
  }

  /** Brings everything that depends on the messages up to date. */
  afterChange() {
    showFoot(this);
    does.showKeyboard(this);
    this.header.pin(this.pinned ?? this.chat?.pinned_message ?? null);
    this.showJump();
    this.#showCounts();
  }

  showJump() {
    this.jump.show(this.log.stuck, this.chat?.unread ?? 0);
  }

  #showCounts() {
    const elsewhere = this.chats
      .filter(({ id }) => id !== this.openId)
      .reduce((sum, { unread }) => sum + unread, 0);
    this.header.setOtherUnread(elsewhere);
    this.app.onUnread(this);
  }

  /** Tells the server that the open chat was read, once its end is in sight. */
  read() {
    const { chat } = this;
    const seen =
      this.inSight && this.list.hidden && document.visibilityState === "visible" && this.log?.stuck;
    if (!chat?.unread || !seen) return;
    chat.unread = 0;
    api.markRead(this.person.id, chat.id).catch(this.complain);
    this.showJump();
    this.#showCounts();
  }

  /** Says on this phone what went wrong. */
  complain = (error) => this.overlays.toast(error.message || t("noConnection"));

  handle(event) {
    followEvent(this, event);
  }
}
