/** What the kernel needs from outside besides the log: time, chance, cryptography, keys of persons, natural keys. */

/** Wall time as UTC instant with milliseconds, `2026-11-24T08:00:00.000Z`. */
export interface Clock {
  now(): string;
}

/** All binary values travel as unpadded base64url. */
export interface Crypto {
  /** UTF-8 bytes of a text. */
  encode(text: string): string;
  /** SHA-256 of UTF-8 text. */
  hash(text: string): string;
  /** SHA-256 of the bytes that base64url text stands for. */
  hashBytes(bytes: string): string;
  /** HMAC-SHA-256 under the ledger's key for identifiers. */
  idMac(text: string): string;
  /** HMAC-SHA-256 under the API's event key, as `keyId.mac`. */
  eventMac(text: string): string;
  /** Whether `mac` (as `keyId.mac`) is that of the text under one of the ledger's event keys, old ones included. */
  eventMacHolds(text: string, mac: string): boolean;
  /** HMAC-SHA-256 under a given key. */
  hmac(secret: string, text: string): string;
  random(bytes: number): string;
  /** AES-256-GCM with a random nonce: nonce‖ciphertext‖tag. */
  seal(secret: string, additional: string, plaintext: string): string;
  /** @returns undefined when key, additional data or bytes do not fit */
  open(secret: string, additional: string, sealed: string): string | undefined;
}

/** A person's, household's, case's or staff member's key for one class of data; `owner` is `p_…/identity`. */
export interface OwnerKey {
  readonly owner: string;
  readonly version: number;
  readonly secret: string;
}

/** The vault's keys. Destroyed keys stay known as destroyed: nothing new is ever sealed for that owner's class. */
export interface KeyRing {
  /** Current keys, made where missing; durable before it resolves. */
  ensure(owners: readonly string[]): Promise<ReadonlyMap<string, OwnerKey | 'erased'>>;
  /** Keys by `owner@version`; one that was destroyed or is unknown is absent. */
  find(ownersAtVersion: readonly string[]): Promise<ReadonlyMap<string, OwnerKey>>;
}

export const NATURAL_KEYS = ['citizenId', 'birthCertificate', 'payee', 'delivery'] as const;
export type NaturalKeyKind = (typeof NATURAL_KEYS)[number];
/** A number that only one may hold: the vault keeps a keyed tag of it, nothing else does. */
export interface NaturalKey {
  readonly kind: NaturalKeyKind;
  readonly value: string;
}
/** Who holds a natural key: the stream, and the command that took it. */
export interface Holder {
  readonly stream: string;
  readonly command: string;
  readonly confirmed: boolean;
  /** When it was taken, UTC. */
  readonly since: string;
}

export const isAmong = (keys: readonly NaturalKey[], { kind, value }: NaturalKey): boolean =>
  keys.some((one) => one.kind === kind && one.value === value);

/** What a command has looked at before it takes numbers: none but these streams may hold one of these keys meanwhile. */
export interface LookedAt {
  readonly keys: readonly NaturalKey[];
  readonly streams: readonly string[];
}

/** Unique numbers: pending until the command's event is known to be in the log, then confirmed. */
export interface NaturalKeys {
  /**
   * Takes all or none. Taking again with the same command succeeds; a key that a stream looked at holds stays its. One
   * that was looked at is held at once, without a confirmation: whether its holder landed, the log says.
   * @returns the holder in the way, or undefined when taken
   */
  take(
    keys: readonly NaturalKey[],
    by: { stream: string; command: string; at: string; lookedAt?: LookedAt },
  ): Promise<{ key: NaturalKey; holder: Holder } | undefined>;
  /** Who holds them now; a key that nobody holds is absent. */
  holders(keys: readonly NaturalKey[]): Promise<readonly Holder[]>;
  confirm(command: string): Promise<void>;
  /** Gives back what a command took and did not confirm. */
  release(command: string): Promise<void>;
  /** What has hung unconfirmed since before an instant. */
  pending(before: string): Promise<readonly Holder[]>;
  /** A restored log may lack what a number was confirmed by: once for each epoch, all of them hang until they are looked up. */
  doubt(epoch: string): Promise<void>;
}
