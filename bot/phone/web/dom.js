/**
 * Building elements. Text from people and from the bot reaches the page only through text nodes
 * and attributes made here; nothing in this folder parses HTML.
 */

/** Makes an element; string children become text nodes, empty ones are left out. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) setProperty(element, name, value);
  element.append(...children.flat(2).filter(isSomething));
  return element;
}

function isSomething(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}

function setProperty(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "class") element.className = value;
  else if (name === "data") Object.assign(element.dataset, value);
  else element.setAttribute(name, value === true ? "" : String(value));
}

let lastId = 0;

/** An id that no other element of the page has. */
export function newId(stem) {
  lastId += 1;
  return `${stem}-${lastId}`;
}

/** A button with an icon and a name that screen readers and pointers both show. */
export function iconButton(picture, name, onclick, properties = {}) {
  return h(
    "button",
    { type: "button", "aria-label": name, title: name, onclick, ...properties },
    picture,
  );
}

/** Text that only screen readers meet. */
export function spoken(text, properties = {}) {
  return h("span", { class: "spoken", ...properties }, text);
}

/** Whether the person asked their system for less movement. */
export function wantsLessMotion() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
