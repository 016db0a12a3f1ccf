/** Line icons on a 24 by 24 grid, drawn with the text's colour; hidden from screen readers. */

const SHAPES = {
  attach:
    "M20 11.5 12.4 19a5 5 0 0 1-7-7l8-8a3.4 3.4 0 0 1 4.8 4.8l-8 8a1.7 1.7 0 0 1-2.4-2.4l7.2-7.3",
  back: "M15 5l-7 7 7 7",
  bin: "M4.5 7h15M9 7V4.5h6V7M6.5 7l1 13h9l1-13M10 11v5M14 11v5",
  block: "M5.6 5.6l12.8 12.8M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
  bot: "M7 8h10a3 3 0 0 1 3 3v5a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3v-5a3 3 0 0 1 3-3ZM12 8V4.5M9 13v1.5M15 13v1.5",
  calendar: "M5 6h14v14H5ZM5 10h14M9 3.5V7M15 3.5V7",
  check: "M5 12.5l4.5 4.5L19 7.5",
  checks: "M2.5 12.5 7 17l9-9.5M12 16l1 1 8.5-9.5",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7.5V12l3 2",
  close: "M6 6l12 12M18 6 6 18",
  commands: "M5 7h14M5 12h14M5 17h9",
  copy: "M9 9h10v11H9ZM5 15V4h10",
  document: "M7 3h7l5 5v13H7ZM14 3v5h5",
  down: "M6 9.5l6 6 6-6",
  edit: "M4 20l1-4.5L16.5 4a2.1 2.1 0 0 1 3 3L8 18.6 4 20Z",
  external: "M9 6h9v9M18 6 7 17",
  forward: "M5 6l7 6-7 6ZM13 6l7 6-7 6Z",
  globe:
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3.5 9.5h17M3.5 14.5h17M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18",
  group:
    "M9 5a3.2 3.2 0 1 0 0 6.4A3.2 3.2 0 0 0 9 5ZM3 19c.4-3.4 2.6-5 6-5s5.6 1.6 6 5M16 5.5a2.8 2.8 0 0 1 0 5.5M17.5 14.3c2 .5 3.2 2 3.5 4.2",
  keyboard: "M4 6.5h16v11H4ZM7.5 10h.01M12 10h.01M16.5 10h.01M8.5 14h7",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6-.4l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5",
  menu: "M12 5.5h.01M12 12h.01M12 18.5h.01",
  mic: "M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
  pause: "M8.5 6v12M15.5 6v12",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5c.5-4 3.3-6 7.5-6s7 2 7.5 6",
  photo: "M4 5h16v14H4ZM4 16l5-5 4 4 3-3 4 4M15.5 9h.01",
  pin: "M9 4h6l-.5 6 3 3.5h-11l3-3.5ZM12 13.5V20",
  play: "M8 5.5v13l10.5-6.5Z",
  plus: "M12 5v14M5 12h14",
  record: "M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10Z",
  reply: "M10 6 4 12l6 6M4.5 12H14c4 0 6 2.5 6 6.5",
  send: "M4 12 3.5 4.5 21 12 3.5 19.5 4 12Zm0 0h8",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  theme: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 3v18",
  unblock: "M6 11h12v9H6ZM9 11V7.5a3.2 3.2 0 0 1 6.2-1",
};
const FILLED = new Set(["play", "record", "forward"]);
const SVG = "http://www.w3.org/2000/svg";

export function icon(name, size = 24) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", String(size));
  svg.setAttribute("height", String(size));
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name} ${FILLED.has(name) ? "filled" : ""}`);
  svg.append(path);
  return svg;
}
