/** Dates and times as the page shows them, in the page's language and the browser's time zone. */

import { language, t } from "./words.js";

/** English dates as in Europe: 24 hours, the day before the month. */
const locale = () => (language() === "en" ? "en-GB" : language());
const format = (date, options) => new Intl.DateTimeFormat(locale(), options).format(date);

/** @param {number} seconds Unix time */
export const instant = (seconds) => new Date(seconds * 1000);
export const clockTime = (date) => format(date, { hour: "2-digit", minute: "2-digit" });
export const dayKey = (date) => `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
export const fullTime = (date) => format(date, { dateStyle: "full", timeStyle: "short" });
export const shortTime = (date) =>
  format(date, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });

/** "Today", or the day's date; the year only where it is another one. */
export function dayName(date, now) {
  if (dayKey(date) === dayKey(now)) return t("today");
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
  return format(date, { day: "numeric", month: "long", ...year });
}

/** The time of today's messages, the date of older ones: for the list of chats. */
export function briefly(date, now) {
  return dayKey(date) === dayKey(now)
    ? clockTime(date)
    : format(date, { day: "numeric", month: "short" });
}

/** 75 → "1:15" */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** 2500000 → "2.4 MB" */
export function fileSize(bytes) {
  const number = (value, digits) =>
    value.toLocaleString(locale(), { maximumFractionDigits: digits });
  if (bytes < 1024) return `${number(bytes, 0)} B`;
  if (bytes < 1024 * 1024) return `${number(bytes / 1024, 0)} kB`;
  return `${number(bytes / 1024 / 1024, 1)} MB`;
}

function ago(date, now) {
  const seconds = (date - now) / 1000;
  const steps = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
  ];
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(
    Math.round(seconds / length),
    unit,
  );
}

/** A date_time entity by its format letters: r relative; w weekday, d or D date, t or T time. */
export function inFormat(date, letters, now) {
  if (letters === "r") return ago(date, now);
  const options = {};
  if (letters.includes("w")) options.weekday = "long";
  if (letters.includes("d"))
    Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (letters.includes("D"))
    Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/t/i.test(letters)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (letters.includes("T")) options.second = "2-digit";
  return format(date, options);
}
