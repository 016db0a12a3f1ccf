/** Recording a voice message. Telegram's voice messages are Opus in Ogg, so that is what is made. */

import { h, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { oggFromWebm } from "./ogg.js";
import { duration } from "./times.js";
import { t } from "./words.js";

const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

export function canRecord() {
  return Boolean(window.MediaRecorder && navigator.mediaDevices?.getUserMedia);
}

export class Recorder {
  #chunks = [];
  #keep = false;

  /** `onDone(file or null)`; `onRefused()` where there is no microphone or no leave to use it. */
  constructor({ onDone, onRefused }) {
    Object.assign(this, { onDone, onRefused });
    this.time = h("span", { class: "time" }, duration(0));
    this.done = iconButton(icon("send"), t("send"), () => this.#stop(true), { class: "round go" });
    this.element = h(
      "div",
      { class: "line recording", role: "group", "aria-label": t("recording") },
      iconButton(icon("close"), t("cancel"), () => this.#stop(false), { class: "round" }),
      h("span", { class: "dot", "aria-hidden": "true" }),
      h("span", { role: "status" }, t("recording")),
      this.time,
      this.done,
    );
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#stop(false);
    });
  }

  async start() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    if (!stream) return this.onRefused();
    const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one));
    this.stream = stream;
    this.recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
    this.recorder.addEventListener("dataavailable", ({ data }) => this.#chunks.push(data));
    this.recorder.addEventListener("stop", () => this.#finish());
    this.recorder.start();
    this.#count();
    return this.done.focus();
  }

  #count() {
    const began = performance.now();
    this.timer = setInterval(() => {
      this.time.textContent = duration((performance.now() - began) / 1000);
    }, 250);
  }

  #stop(keep) {
    if (!this.recorder) return this.onDone(null);
    this.#keep = keep;
    return this.recorder.state === "inactive" ? undefined : this.recorder.stop();
  }

  async #finish() {
    clearInterval(this.timer);
    this.stream.getTracks().forEach((track) => track.stop());
    this.onDone(
      this.#keep ? await voiceFile(new Blob(this.#chunks, { type: this.recorder.mimeType })) : null,
    );
  }
}

async function voiceFile(blob) {
  if (!blob.type.includes("webm")) {
    const ending = blob.type.includes("ogg") ? "ogg" : "m4a";
    return new File([blob], `voice.${ending}`, { type: blob.type.split(";")[0] });
  }
  const ogg = oggFromWebm(new Uint8Array(await blob.arrayBuffer()));
  return new File([ogg], "voice.ogg", { type: "audio/ogg" });
}
