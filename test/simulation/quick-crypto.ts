// Cryptography for the simulation: the port's promises kept by one hash each, as a storm needs no secrecy, only what fits what.
import { hash } from 'node:crypto';
import type { Crypto } from '../../domain/kernel/ports.ts';

const ENCODING = 'base64url';
/** Characters of a SHA-256 in base64url. */
const MARK_LENGTH = 43;
const KEY_ID = '1';

/** A mark that only the same texts give. */
const mark = (...texts: readonly string[]): string => hash('sha256', texts.join('\n'), ENCODING);

/** No two draws alike, every run the same. */
export const createQuickCrypto = (): Crypto => {
  let drawn = 0;
  return {
    encode: (text) => Buffer.from(text).toString(ENCODING),
    hash: (text) => mark(text),
    hashBytes: (bytes) => mark('bytes', bytes),
    idMac: (text) => mark('id', text),
    eventMac: (text) => `${KEY_ID}.${mark('event', text)}`,
    eventMacHolds: (text, given) => given === `${KEY_ID}.${mark('event', text)}`,
    hmac: (secret, text) => mark(secret, text),
    random: (bytes) => `${String(++drawn).padStart(Math.ceil((4 * bytes) / 3) - 1, '0')}A`,
    seal: (secret, additional, plaintext) =>
      mark(secret, additional, plaintext) + Buffer.from(plaintext).toString(ENCODING),
    open: (secret, additional, sealed) => {
      const plaintext = Buffer.from(sealed.slice(MARK_LENGTH), ENCODING).toString();
      return sealed.startsWith(mark(secret, additional, plaintext)) ? plaintext : undefined;
    },
  };
};
