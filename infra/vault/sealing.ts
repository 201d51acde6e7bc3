// AES-256-GCM over bytes, key derivation and chance, for the ledger's cryptography and for the vault itself.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomFillSync } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;
/** What sealing adds to a text: nonce before it, tag after it. */
export const SEALING_BYTES = NONCE_BYTES + TAG_BYTES;

/** Returns that many fresh bytes, which are the caller's own. */
export type RandomBytes = (bytes: number) => Buffer;

const POOL_BYTES = 4096;

/** Chance from the operating system, fetched a pool at a time: a call costs a tenth of one for each nonce. */
export const createRandomBytes = (): RandomBytes => {
  const pool = Buffer.alloc(POOL_BYTES);
  let used = POOL_BYTES;
  return (bytes) => {
    if (bytes > POOL_BYTES) return randomFillSync(Buffer.alloc(bytes));
    if (used + bytes > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    const taken = Buffer.from(pool.subarray(used, used + bytes));
    pool.fill(0, used, used + bytes);
    used += bytes;
    return taken;
  };
};

/** @returns nonce‖ciphertext‖tag */
export const sealBytes = (key: Uint8Array, additional: string, plain: { bytes: Buffer; nonce: Buffer }): Buffer => {
  const cipher = createCipheriv(CIPHER, key, plain.nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(additional));
  const body = cipher.update(plain.bytes);
  cipher.final();
  return Buffer.concat([plain.nonce, body, cipher.getAuthTag()]);
};

/** @returns undefined when key, additional data or bytes do not fit */
export const openBytes = (key: Uint8Array, additional: string, sealed: Buffer): Buffer | undefined => {
  if (key.length !== KEY_BYTES || sealed.length < SEALING_BYTES) return undefined;
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(additional));
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(NONCE_BYTES, end));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
};

export const freshNonce = (random: RandomBytes): Buffer => random(NONCE_BYTES);

/** A key of its own for each use of a secret (HKDF-SHA-256, RFC 5869). */
export const deriveKey = (secret: Uint8Array, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), `county-ledger vault: ${use}`, KEY_BYTES));

export const hmacBytes = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest();
