/** Which addresses may be opened, and which of them belong to the bot itself. */

const HARMLESS = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The address made whole, or null where opening it could run or reveal something. */
export function safeAddress(address) {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(whole)) return null;
  const parsed = new URL(whole);
  return HARMLESS.has(parsed.protocol) ? parsed.href : null;
}

/** The start code of a link to this bot; "" for a bare link to it; null for any other address. */
export function startCode(address, botName) {
  const found =
    /^(?:https?:\/\/)?(?:t|telegram)\.me\/([a-z0-9_]+)\/?(?:\?(.*))?$/i.exec(address.trim()) ??
    /^tg:\/\/resolve\?domain=([a-z0-9_]+)(?:&(.*))?$/i.exec(address.trim());
  if (!found || !botName || found[1].toLowerCase() !== botName.toLowerCase()) return null;
  return new URLSearchParams(found[2] ?? "").get("start") ?? "";
}

/** All addresses that a message's text, caption and buttons lead to. */
export function addressesIn(message) {
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const inText = entities.map((entity) =>
    entity.type === "url" ? text.slice(entity.offset, entity.offset + entity.length) : entity.url,
  );
  const onButtons = (message.reply_markup?.inline_keyboard ?? [])
    .flat()
    .map((button) => button.url);
  return [...inText, ...onButtons].filter(Boolean);
}
