/** The button that leads from older messages back to the newest, with how many are unread. */

import { h, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

export class JumpButton {
  constructor(onclick) {
    this.count = h("span", { class: "count", hidden: true });
    this.element = iconButton(icon("down"), t("jump"), onclick, {
      class: "round jump",
      hidden: true,
    });
    this.element.append(this.count);
  }

  /** Shows the button unless the newest message is in sight. */
  show(atEnd, unread) {
    this.element.hidden = atEnd;
    this.count.hidden = unread === 0;
    this.count.textContent = String(unread);
    const name = unread ? t("jumpUnread", { count: unread }) : t("jump");
    this.element.setAttribute("aria-label", name);
  }
}
