/** The phone server's addresses, one function each. Failures carry the server's own words. */

export class RequestFailed extends Error {}

async function reasonOf(response) {
  const text = await response.text();
  try {
    const body = JSON.parse(text);
    return body.description ?? body.error ?? text;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return text || response.statusText;
  }
}

async function call(path, options = {}) {
  const response = await fetch(`/phone${path}`, options);
  if (!response.ok) throw new RequestFailed(await reasonOf(response));
  const text = await response.text();
  return text ? JSON.parse(text) : {};
}

function post(path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return call(path, { method: "POST", headers, body: JSON.stringify(body) });
}

const chat = (person, chatId) => `/people/${person}/chats/${chatId}`;

export const state = () => call("/state");
export const addPerson = (person) => post("/people", person);
export const addGroup = (group) => post("/groups", group);
export const moveClock = (seconds) => post("/clock", { forward_seconds: seconds });

export const chats = (person) => call(`/people/${person}/chats`);
export const markRead = (person, chatId) => post(`${chat(person, chatId)}/read`);
export const commands = (person, chatId) => call(`/people/${person}/commands?chat=${chatId}`);
export const send = (person, chatId, message) => post(`${chat(person, chatId)}/send`, message);
export const press = (person, chatId, button) => post(`${chat(person, chatId)}/press`, button);
export const edit = (person, chatId, change) => post(`${chat(person, chatId)}/edit`, change);
export const remove = (person, chatId, message) =>
  post(`${chat(person, chatId)}/delete`, { message_id: message });
export const react = (person, chatId, message, emoji) =>
  post(`${chat(person, chatId)}/react`, { message_id: message, emoji });
/** `kind` is contact or location: what the special buttons of a reply keyboard send. */
export const share = (person, chatId, kind, fields) =>
  post(`${chat(person, chatId)}/${kind}`, fields);
export const block = (person) => post(`/people/${person}/block`);
export const unblock = (person) => post(`/people/${person}/unblock`);
export const open = (person, start) => post(`/people/${person}/open`, { start });
export const fileAddress = (fileId) => `/phone/files/${encodeURIComponent(fileId)}`;

/** Messages, oldest first, older than `before` where it is given. */
export function messages(person, chatId, { before = null, limit = 60 } = {}) {
  const query = new URLSearchParams({ limit: String(limit) });
  if (before !== null) query.set("before", String(before));
  return call(`${chat(person, chatId)}/messages?${query}`);
}

/** Sends files in one go; two to ten of them become an album. */
export function upload(person, chatId, files, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null && value !== undefined && value !== "") body.append(name, String(value));
  }
  for (const file of files) body.append("file", file, file.name);
  return call(`${chat(person, chatId)}/upload`, { method: "POST", body });
}
