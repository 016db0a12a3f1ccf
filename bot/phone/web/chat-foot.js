/** What stands at the foot of a chat: the line to write on, or the one button that is possible. */

import { h } from "./dom.js";
import { avatar, nameOf } from "./bubble.js";
import { setBlocked, start } from "./phone-actions.js";
import { t } from "./words.js";

const BUTTONS = { unblock: (phone) => setBlocked(phone, false), start };

/** Shows the line, or Start in a chat without a word, or Unblock. */
export function showFoot(phone) {
  const { foot, composer } = phone;
  const isPrivate = phone.openId === phone.person.id;
  const fresh = isPrivate && phone.log.timeline.size === 0;
  showEmpty(phone, fresh);
  const state = isPrivate && phone.person.blocked ? "unblock" : fresh ? "start" : "write";
  if (foot.dataset.state === state) return;
  const focused = foot.contains(document.activeElement);
  foot.dataset.state = state;
  foot.replaceChildren(state === "write" ? composer.element : footButton(phone, state));
  if (focused) foot.querySelector("button.wide, textarea").focus();
}

function footButton(phone, state) {
  const onclick = () => BUTTONS[state](phone);
  return h(
    "div",
    { class: "foot" },
    h("button", { type: "button", class: "wide", onclick }, t(state)),
  );
}

/** Who the bot is and what it says of itself, where nothing has been said yet. */
function showEmpty({ empty, app: { bot } }, fresh) {
  empty.hidden = !fresh;
  if (!fresh) return;
  const about = bot.description || t("emptyChat");
  empty.replaceChildren(
    avatar(bot.id, nameOf(bot), "huge"),
    h("strong", {}, nameOf(bot)),
    h("p", {}, about),
  );
}
