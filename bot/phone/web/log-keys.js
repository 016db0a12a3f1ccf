/** Walking through the list of messages with the keyboard. */

/** Lets Tab reach what is inside a bubble, or not; the arrow keys reach every bubble. */
export function setStops(item, reachable) {
  item
    .querySelectorAll("[data-stop]")
    .forEach((stop) => stop.setAttribute("tabindex", reachable ? "0" : "-1"));
}

/** Arrow up and down go from message to message, right goes into it, left and Escape out of it. */
export function walkWithKeys(log) {
  log.element.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || isEditing(event.target)) return;
    const item = event.target.closest("article");
    const handled = item && event.target !== item ? inside(event, item) : between(event, log, item);
    if (handled) event.preventDefault();
  });
  log.element.addEventListener("contextmenu", (event) => {
    const item = event.target.closest("article");
    const more = item?.querySelector(".more");
    if (!more || event.target.closest("a, img, video") || !getSelection().isCollapsed) return;
    event.preventDefault();
    more.click();
  });
  log.element.addEventListener("focusin", (event) => {
    const item = event.target.closest("article");
    if (item) setStops(item, true);
  });
}

function isEditing(target) {
  return target.matches("input, textarea, video, audio");
}

function inside(event, item) {
  if (event.key !== "ArrowLeft" && event.key !== "Escape") return false;
  item.focus();
  event.stopPropagation();
  return true;
}

function between(event, log, item) {
  const items = log.items();
  const place = item ? items.indexOf(item) : items.length;
  const targets = {
    ArrowUp: () => items[place - 1],
    ArrowDown: () => items[place + 1],
    Home: () => items[0],
    End: () => items.at(-1),
    ArrowRight: () => item?.querySelector(".key, [data-stop]:not(.more)"),
    Enter: () => item?.querySelector(".more"),
  };
  const target = targets[event.key]?.();
  if (!target) return false;
  if (event.key === "Enter") target.click();
  else target.focus();
  if (target.matches("article")) target.scrollIntoView({ block: "nearest" });
  return true;
}
