/** The messages of one chat in order, and which of them stand together in one bubble. */

/** One key per bubble: an album shares one. */
export function keyOf(message) {
  return message.media_group_id
    ? `album-${message.media_group_id}`
    : `message-${message.message_id}`;
}

export class Timeline {
  #messages = new Map();
  #groups = new Map();
  hasOlder = false;

  get size() {
    return this.#messages.size;
  }

  get oldestId() {
    return this.size ? Math.min(...this.#messages.keys()) : null;
  }

  get newestId() {
    return this.size ? Math.max(...this.#messages.keys()) : null;
  }

  find(id) {
    return this.#messages.get(id) ?? null;
  }

  /** All messages, oldest first. */
  all() {
    return [...this.#messages.values()].sort((one, other) => one.message_id - other.message_id);
  }

  /** Whether another timeline holds the same messages in the same versions. */
  saysTheSame(other) {
    return JSON.stringify(this.all()) === JSON.stringify(other.all());
  }

  /** Stores a new or edited message; returns the key of its bubble. */
  put(message) {
    const key = keyOf(message);
    this.#messages.set(message.message_id, message);
    if (!this.#groups.has(key)) this.#groups.set(key, new Set());
    this.#groups.get(key).add(message.message_id);
    return key;
  }

  /** Forgets a message; returns the key of its bubble, or null where it was not known. */
  drop(id) {
    const message = this.find(id);
    if (!message) return null;
    const key = keyOf(message);
    this.#messages.delete(id);
    this.#groups.get(key).delete(id);
    return key;
  }

  /** The messages of one bubble, oldest first. */
  parts(key) {
    return [...(this.#groups.get(key) ?? [])]
      .sort((one, other) => one - other)
      .map((id) => this.#messages.get(id));
  }
}
