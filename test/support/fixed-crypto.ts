// Cryptography whose every key and chance is fixed, for specs that compare bytes.
import { createCrypto } from '../../infra/vault/crypto.ts';

export const bytes = (value: number, length = 32) => Buffer.alloc(length, value);
export const base64url = (value: number, length = 32) => bytes(value, length).toString('base64url');

/** Random bytes drawn are those of the list, one value repeated a draw; then zeros. */
export const cryptoDrawing = (...draws: readonly number[]) => {
  let at = 0;
  return createCrypto({
    idKey: bytes(7),
    eventKeys: { '1': bytes(8) },
    currentEventKey: '1',
    randomBytes: (length: number) => bytes(draws[at++] ?? 0, length),
  });
};

/** Cryptography with fixed keys and a counter for chance: no two draws alike, every run the same. */
export const countingCrypto = () => {
  let at = 0;
  return createCrypto({
    idKey: bytes(7),
    eventKeys: { '1': bytes(8) },
    currentEventKey: '1',
    randomBytes: (length: number) => {
      const drawn = Buffer.alloc(length);
      drawn.writeUInt32BE(++at, Math.max(0, length - 4));
      return drawn;
    },
  });
};
