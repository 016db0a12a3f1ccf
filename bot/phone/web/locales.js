/** The browser's own formats, with what they lack: 24 hours everywhere, and Icelandic in Chromium. */

const ICELANDIC = {
  weekday: "sunnudagur mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur".split(
    " ",
  ),
  month: "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember".split(
    " ",
  ),
};
const UNITS = [
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** Chromium has no Icelandic. Norwegian puts dates together in the same way; names are ours. */
const lacks = (lang) => lang === "is" && Intl.DateTimeFormat.supportedLocalesOf("is").length === 0;
const localeOf = (lang) => (lang === "en" ? "en-GB" : lacks(lang) ? "nb" : lang);

/** `options` are those of Intl.DateTimeFormat. */
export function formatDate(date, options, lang) {
  const format = new Intl.DateTimeFormat(localeOf(lang), { hourCycle: "h23", ...options });
  if (!lacks(lang)) return format.format(date);
  return format
    .formatToParts(date)
    .map(({ type, value }) => icelandicPart(date, type, value))
    .join("");
}

function icelandicPart(date, type, value) {
  if (!(type in ICELANDIC) || /^\d/.test(value)) return value;
  const name = ICELANDIC[type][type === "month" ? date.getMonth() : date.getDay()];
  const isShort = value.endsWith(".");
  return isShort && name.length > 4 ? `${name.slice(0, 3)}.` : name;
}

export function formatNumber(value, digits, lang) {
  return value.toLocaleString(lang === "is" ? "de" : localeOf(lang), {
    maximumFractionDigits: digits,
  });
}

/** "in 2 days"; where the browser cannot say it, the date. */
export function formatRelative(date, now, lang) {
  if (lacks(lang)) return formatDate(date, { dateStyle: "long", timeStyle: "short" }, lang);
  const seconds = (date - now) / 1000;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1);
  const format = new Intl.RelativeTimeFormat(localeOf(lang), { numeric: "auto" });
  return format.format(Math.round(seconds / length), unit);
}
