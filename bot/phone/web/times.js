/** Dates and times as people read them, by default in the page's language; browser's time zone. */

import { formatDate, formatNumber, formatRelative } from "./locales.js";
import { language, t } from "./words.js";

const TIME = { hour: "2-digit", minute: "2-digit" };

/** @param {number} seconds Unix time */
export const instant = (seconds) => new Date(seconds * 1000);
export const dayKey = (date) => `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
export const clockTime = (date) => formatDate(date, TIME, language());
export const fullTime = (date) =>
  formatDate(date, { dateStyle: "full", timeStyle: "short" }, language());
export const shortTime = (date) =>
  formatDate(date, { weekday: "short", day: "numeric", month: "short", ...TIME }, language());

/** "Today", or the day's date; the year only where it is another one. */
export function dayName(date, now) {
  if (dayKey(date) === dayKey(now)) return t("today");
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
  return formatDate(date, { day: "numeric", month: "long", ...year }, language());
}

/** The time of today's messages, the date of older ones: for the list of chats. */
export function briefly(date, now) {
  if (dayKey(date) === dayKey(now)) return clockTime(date);
  return formatDate(date, { day: "numeric", month: "short" }, language());
}

/** 75 → "1:15" */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** 2500000 → "2.4 MB" */
export function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${formatNumber(bytes / 1024, 0, language())} kB`;
  return `${formatNumber(bytes / 1024 / 1024, 1, language())} MB`;
}

/**
 * A date_time entity in the reader's language, by its format letters: r relative; w weekday; d or
 * D the date, short or long; t or T the time, without or with seconds.
 */
export function inFormat(date, letters, now, lang) {
  if (letters === "r") return formatRelative(date, now, lang);
  const options = {};
  if (letters.includes("w")) options.weekday = "long";
  if (letters.includes("d"))
    Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (letters.includes("D"))
    Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/t/i.test(letters)) Object.assign(options, TIME);
  if (letters.includes("T")) options.second = "2-digit";
  return formatDate(date, options, lang);
}
