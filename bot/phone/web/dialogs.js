/** The page's own dialogs: a new person, a new group, another time. */

import { h, iconButton, newId } from "./dom.js";
import { icon } from "./icons.js";
import { languageNames, t } from "./words.js";

/** Opens a dialog with a form; `done(data)` may reject, and its words are then shown. */
function ask(title, action, parts, done) {
  const name = newId("dialog");
  const dialog = h("dialog", { class: "asking", "aria-labelledby": name });
  const close = () => dialog.close();
  const wrong = h("p", { class: "wrong", role: "alert" });
  const onsubmit = async (event) => {
    event.preventDefault();
    await done(new FormData(event.target)).then(close, (error) => {
      wrong.textContent = error.message;
    });
  };
  const head = [h("h2", { id: name }, title), closeButton(close)];
  const foot = [
    h("button", { type: "button", class: "plain", onclick: close }, t("cancel")),
    h("button", { type: "submit", class: "wide" }, action),
  ];
  const form = h("form", { onsubmit }, h("div", { class: "title" }, head), parts, wrong);
  form.append(h("div", { class: "choices" }, foot));
  dialog.append(form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  form.querySelector("input, select").focus();
}

const closeButton = (close) => iconButton(icon("close", 20), t("close"), close, { class: "round" });

function field(label, properties) {
  return h(
    "label",
    { class: "field-line" },
    h("span", {}, label),
    h("input", { class: "field", autocomplete: "off", ...properties }),
  );
}

function languageField(chosen) {
  return h(
    "label",
    { class: "field-line" },
    h("span", {}, t("language")),
    h(
      "select",
      { class: "field", name: "language_code" },
      languageNames().map(([code, name]) =>
        h("option", { value: code, selected: code === chosen, lang: code }, name),
      ),
    ),
  );
}

const given = (data, names) =>
  Object.fromEntries(
    names.map((name) => [name, String(data.get(name) ?? "").trim()]).filter(([, value]) => value),
  );

/** `add(person)` sends it. */
export function askForPerson(language, add) {
  ask(
    t("addPerson"),
    t("add"),
    [
      field(t("firstName"), { name: "first_name", required: true, maxlength: "64" }),
      field(t("lastName"), { name: "last_name", maxlength: "64" }),
      field(t("username"), {
        name: "username",
        pattern: "[A-Za-z][A-Za-z0-9_]{3,31}",
        maxlength: "32",
      }),
      languageField(language),
    ],
    (data) => add(given(data, ["first_name", "last_name", "username", "language_code"])),
  );
}

/** `people` are { id, name }; `add(group)` sends it. */
export function askForGroup(people, add) {
  ask(
    t("newGroup"),
    t("create"),
    [
      field(t("title"), { name: "title", required: true, maxlength: "128" }),
      h(
        "fieldset",
        {},
        h("legend", {}, t("members")),
        people.map(({ id, name }) => choice("members", id, name)),
      ),
      h(
        "fieldset",
        {},
        choice("is_forum", "yes", t("forum")),
        choice("bot_is_admin", "yes", t("administrator")),
      ),
    ],
    (data) =>
      add({
        title: String(data.get("title")).trim(),
        members: data.getAll("members").map(Number),
        is_forum: data.has("is_forum"),
        bot_is_admin: data.has("bot_is_admin"),
      }),
  );
}

function choice(name, value, label) {
  const box = h("input", { type: "checkbox", name, value, checked: true });
  return h("label", { class: "choice" }, box, h("span", {}, label));
}

/** `move(seconds)` sends how far the clock goes forward. */
export function askForTime(now, move) {
  const local = (date) =>
    new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  const start = local(new Date(now.getTime() + 60_000));
  ask(
    t("moveTo"),
    t("move"),
    [
      field(t("moveTo"), {
        type: "datetime-local",
        name: "moment",
        required: true,
        min: start,
        value: start,
      }),
    ],
    (data) => move(Math.round((new Date(String(data.get("moment"))) - now) / 1000)),
  );
}
