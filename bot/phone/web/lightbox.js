/** One picture over the whole page. */

import { h, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

/** Shows a picture large until it is tapped, closed or Escape is pressed. */
export function showLarge(address, words) {
  const image = h("img", { src: address, alt: words });
  const dialog = h(
    "dialog",
    { class: "lightbox", "aria-label": t("photo") },
    iconButton(icon("close"), t("close"), () => dialog.close(), { class: "round close" }),
    image,
    words === t("photo") ? null : h("p", {}, words),
  );
  dialog.addEventListener("click", (event) => {
    if (event.target !== image) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  image.addEventListener("click", () => image.classList.toggle("whole"));
  document.body.append(dialog);
  dialog.showModal();
}
