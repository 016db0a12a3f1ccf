/** The bar over the phones: the clock, new people and groups, the page's language and colours. */

import { h, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { shortTime } from "./times.js";
import { chooseLanguage, language, languageNames, t } from "./words.js";

const THEME = "phones.theme";
const THEMES = ["system", "light", "dark"];
const PICTURES = { system: "theme", light: "sun", dark: "moon" };
const STEPS = [
  ["hour", 3600],
  ["day", 86_400],
  ["week", 7 * 86_400],
];

const theme = () => THEMES.find((one) => one === localStorage.getItem(THEME)) ?? "system";

/** Uses the colours that were chosen last, or the system's. */
export function useTheme(chosen = theme()) {
  localStorage.setItem(THEME, chosen);
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

/** `actions`: now(), forward(seconds), chooseTime(), addPerson(), addGroup(), redraw(). */
export function topBar(title, actions) {
  const shown = h("time", { class: "now", title: t("clock") });
  const tick = () => {
    shown.textContent = shortTime(actions.now());
    shown.dateTime = actions.now().toISOString();
  };
  tick();
  const element = h(
    "div",
    { class: "bar" },
    h(
      "h1",
      {},
      h("span", { class: "mark", "aria-hidden": "true" }, icon("send", 18)),
      h("span", {}, title),
    ),
    clockPart(shown, actions),
    h(
      "div",
      { class: "tools" },
      labelled("person", t("addPerson"), actions.addPerson),
      labelled("group", t("newGroup"), actions.addGroup),
      languageChoice(actions),
      themeButton(),
    ),
  );
  return { element, tick };
}

function clockPart(shown, actions) {
  return h(
    "div",
    { class: "clock", role: "group", "aria-label": t("clock") },
    icon("clock", 18),
    shown,
    STEPS.map(([name, seconds]) =>
      h("button", { type: "button", onclick: () => actions.forward(seconds) }, t(name)),
    ),
    labelled("calendar", t("choose"), actions.chooseTime, "choose"),
  );
}

function labelled(picture, name, onclick, kind = "tool") {
  const button = { type: "button", class: kind, onclick, title: name, "aria-label": name };
  return h("button", button, icon(picture, 20), h("span", {}, name));
}

function languageChoice(actions) {
  const select = h(
    "select",
    {
      "aria-label": t("language"),
      onchange: () => {
        chooseLanguage(select.value);
        actions.redraw();
      },
    },
    languageNames().map(([code, name]) =>
      h("option", { value: code, selected: code === language(), lang: code }, name),
    ),
  );
  return h(
    "label",
    { class: "tool choice-of-language", title: t("language") },
    icon("globe", 20),
    select,
  );
}

function themeButton() {
  const button = iconButton(
    icon(PICTURES[theme()], 20),
    "",
    () => {
      useTheme(THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
      show();
    },
    { class: "tool theme" },
  );
  const show = () => {
    const name = `${t("theme")}: ${t(theme())}`;
    button.replaceChildren(icon(PICTURES[theme()], 20));
    Object.assign(button, { title: name, ariaLabel: name });
  };
  show();
  return button;
}
