/** Identifiers as sixteen bytes: two of locality, fourteen of chance or of an HMAC; and the UUIDs of commands and events. */
import type { Crypto } from './ports.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUE = new Map([...ALPHABET].map((letter, value) => [letter, value]));

/** Bytes of unpadded base64url text. */
export const bytesOf = (text: string): number[] => {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of text) {
    held = (held << 6) | (VALUE.get(letter) ?? 0);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
      held &= (1 << bits) - 1;
    }
  }
  return bytes;
};

/** Unpadded base64url of bytes. */
export const base64urlOf = (bytes: readonly number[]): string => {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += ALPHABET[(held >> bits) & 63];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(held << (6 - bits)) & 63] : text;
};

const BODY_BYTES = 14;
const bodyOf = (id: string) => bytesOf(id.slice(id.indexOf('_') + 1)).slice(2);
const identifier = (prefix: string, locality: readonly number[], body: readonly number[]) =>
  `${prefix}_${base64urlOf([...locality, ...body])}`;

/** The 16-bit locality of `x_…`: what shares it lies in one lane, however many lanes there are. */
export const localityOf = (id: string): number => {
  const start = id.indexOf('_') + 1;
  const first = VALUE.get(id[start] ?? '') ?? 0;
  const second = VALUE.get(id[start + 1] ?? '') ?? 0;
  const third = VALUE.get(id[start + 2] ?? '') ?? 0;
  return (first << 10) | (second << 4) | (third >> 2);
};

/**
 * The identifier a creating command makes: the same for every repeat, whatever its payload, so that a repeat finds the
 * stream. Its locality is part of the same bytes.
 */
export const createdId = (crypto: Crypto, prefix: string, seed: string): string => {
  const body = bytesOf(crypto.idMac(seed).slice(0, 19)).slice(0, BODY_BYTES);
  return identifier(prefix, body.slice(0, 2), body);
};

/** The same body under another prefix, beside an existing identifier: a newborn lies in its household's lane. */
export const beside = (id: string, prefix: string, like: string): string => {
  const locality = localityOf(like);
  return identifier(prefix, [locality >> 8, locality & 0xff], bodyOf(id));
};

/** 出生 The birth that made a child: both share a body, and a birth's locality is of its own body. */
export const birthOf = (personId: string): string => {
  const body = bodyOf(personId);
  return identifier('b', body.slice(0, 2), body);
};

/** A version 8 UUID (RFC 9562) from the first sixteen bytes of a SHA-256. */
export const uuidOf = (crypto: Crypto, text: string): string => {
  const bytes = bytesOf(crypto.hash(text).slice(0, 22));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

export const streamOf = (category: string, id: string): string => `${category}-${id}`;
export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));
export const subjectOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
