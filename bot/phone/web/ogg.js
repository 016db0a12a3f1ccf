/**
 * Browsers record Opus into WebM; Telegram's voice messages are Opus in Ogg. The sound is the same:
 * its packets are taken out of the one container (Matroska, RFC 9559) and put into the other
 * (RFC 3533, RFC 7845).
 */

const MASTERS = new Set([0x18538067, 0x1f43b675, 0x1654ae6b, 0xae, 0xa0]);
const CODEC_PRIVATE = 0x63a2;
const BLOCKS = new Set([0xa3, 0xa1]);
const SERIAL = 0x0ba5e;
const MOST_SEGMENTS = 200;
const FIRST = 2;
const LAST = 4;

/** The bytes of an Ogg Opus file with the sound of a WebM Opus file. */
export function oggFromWebm(webm) {
  const { head, packets } = readWebm(webm);
  const preSkip = head[10] | (head[11] << 8);
  const pages = [page([head], 0, 0, FIRST), page([tags()], 0, 1, 0)];
  let granule = preSkip;
  for (const [place, group] of grouped(packets).entries()) {
    granule += group.reduce((sum, packet) => sum + samplesIn(packet), 0);
    pages.push(page(group, granule, place + 2, 0));
  }
  return joined([...pages, page([], granule, pages.length, LAST)]);
}

function readWebm(bytes) {
  const found = { head: opusHead(), packets: [] };
  let at = 0;
  while (at < bytes.length) {
    const id = variableInteger(bytes, at, false);
    const size = variableInteger(bytes, at + id.length, true);
    at += id.length + size.length;
    if (MASTERS.has(id.value)) continue;
    const content = bytes.subarray(at, at + size.value);
    if (id.value === CODEC_PRIVATE) found.head = content;
    if (BLOCKS.has(id.value)) found.packets.push(content.subarray(4));
    at += size.value;
  }
  return found;
}

/** Matroska's integers say their own length by their leading zero bits. */
function variableInteger(bytes, at, withoutMark) {
  const length = Math.clz32(bytes[at]) - 23;
  let value = withoutMark ? bytes[at] & (0xff >> length) : bytes[at];
  for (let place = 1; place < length; place += 1) value = value * 256 + (bytes[at + place] ?? 0);
  return { length, value };
}

/** A mono header, for the case that the recording carries none. */
function opusHead() {
  return Uint8Array.from([...ascii("OpusHead"), 1, 1, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0]);
}

function tags() {
  const vendor = ascii("phone");
  return Uint8Array.from([...ascii("OpusTags"), vendor.length, 0, 0, 0, ...vendor, 0, 0, 0, 0]);
}

const ascii = (text) => [...text].map((letter) => letter.charCodeAt(0));

/** How long a packet sounds, in samples at 48 kHz: RFC 6716, section 3.1. */
function samplesIn(packet) {
  const configuration = packet[0] >> 3;
  const milliseconds =
    configuration < 12
      ? [10, 20, 40, 60][configuration % 4]
      : configuration < 16
        ? [10, 20][configuration % 2]
        : [2.5, 5, 10, 20][configuration % 4];
  const code = packet[0] & 3;
  const frames = code === 0 ? 1 : code < 3 ? 2 : packet[1] & 63;
  return frames * milliseconds * 48;
}

const segmentsOf = (packet) => Math.floor(packet.length / 255) + 1;

function grouped(packets) {
  const groups = [];
  let room = 0;
  for (const packet of packets) {
    if (segmentsOf(packet) > room) {
      groups.push([]);
      room = MOST_SEGMENTS;
    }
    groups.at(-1).push(packet);
    room -= segmentsOf(packet);
  }
  return groups;
}

function page(packets, granule, number, flags) {
  const lacing = packets.flatMap((packet) => [
    ...Array(segmentsOf(packet) - 1).fill(255),
    packet.length % 255,
  ]);
  const header = new DataView(new ArrayBuffer(27 + lacing.length));
  ascii("OggS").forEach((code, place) => header.setUint8(place, code));
  header.setUint8(5, flags);
  header.setBigUint64(6, BigInt(Math.round(granule)), true);
  header.setUint32(14, SERIAL, true);
  header.setUint32(18, number, true);
  header.setUint8(26, lacing.length);
  lacing.forEach((length, place) => header.setUint8(27 + place, length));
  const whole = joined([new Uint8Array(header.buffer), ...packets]);
  new DataView(whole.buffer).setUint32(22, checksum(whole), true);
  return whole;
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Ogg's CRC: polynomial 0x04c11db7, not reflected, from zero. */
function checksum(bytes) {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1)
      sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}
