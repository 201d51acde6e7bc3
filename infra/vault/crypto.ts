// The kernel's cryptography on node:crypto: hashes, MACs and AES-256-GCM, for every process that seals or opens events.
import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Crypto } from '../../domain/kernel/ports.ts';
import { createRandomBytes, freshNonce, openBytes, type RandomBytes, sealBytes } from './sealing.ts';

export interface CryptoKeys {
  /** Makes identifiers of creating commands; never changes, or a repeated command would not find its stream. */
  readonly idKey: Uint8Array;
  /** Keys of the API's MAC over events by key id, old ones included. */
  readonly eventKeys: Readonly<Record<string, Uint8Array>>;
  readonly currentEventKey: string;
  /** Only a test that needs fixed bytes gives its own. */
  readonly randomBytes?: RandomBytes;
}

const ENCODING = 'base64url';
const fromText = (text: string) => Buffer.from(text, ENCODING);
const mac = (key: KeyObject | Buffer, text: string) => createHmac('sha256', key).update(text).digest(ENCODING);

const equal = (left: string, right: string) => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** @throws when `currentEventKey` names none of `eventKeys`, or when a key id could not be told from its MAC */
export const createCrypto = ({
  idKey,
  eventKeys,
  currentEventKey,
  randomBytes = createRandomBytes(),
}: CryptoKeys): Crypto => {
  const identifierKey = createSecretKey(idKey);
  const eventKey = new Map(Object.entries(eventKeys).map(([id, secret]) => [id, createSecretKey(secret)]));
  const current = eventKey.get(currentEventKey);
  if (!current) throw new Error(`There is no event key ${currentEventKey}`);
  if (currentEventKey.includes('.')) throw new Error('An event key id has no full stop');
  return {
    encode: (text) => Buffer.from(text).toString(ENCODING),
    hash: (text) => hash('sha256', text, ENCODING),
    hashBytes: (bytes) => hash('sha256', fromText(bytes), ENCODING),
    idMac: (text) => mac(identifierKey, text),
    eventMac: (text) => `${currentEventKey}.${mac(current, text)}`,
    eventMacHolds: (text, given) => {
      const stop = given.indexOf('.');
      const key = stop < 0 ? undefined : eventKey.get(given.slice(0, stop));
      return key !== undefined && equal(given.slice(stop + 1), mac(key, text));
    },
    hmac: (secret, text) => mac(fromText(secret), text),
    random: (bytes) => randomBytes(bytes).toString(ENCODING),
    seal: (secret, additional, plaintext) =>
      sealBytes(fromText(secret), additional, {
        bytes: Buffer.from(plaintext),
        nonce: freshNonce(randomBytes),
      }).toString(ENCODING),
    open: (secret, additional, sealed) => openBytes(fromText(secret), additional, fromText(sealed))?.toString('utf8'),
  };
};
