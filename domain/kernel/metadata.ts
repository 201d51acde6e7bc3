/** What is stored beside every event's data: who, when, why, under which law, and what seals it. */
import * as z from 'zod';
import { PURPOSES } from './message.ts';
import { ACCEPT_REASONS } from './refusal.ts';
import { CivilDate, CivilMonth, Digest, DivisionCode, Instant, StaffId, Uuid } from './values.ts';

/** 办理渠道 Where the command came in. */
export const CHANNELS = ['WINDOW', 'ONLINE', 'INSTITUTION', 'EXCHANGE', 'IMPORT', 'SYSTEM'] as const;
export const ORIGINS = ['LIVE', 'LEGACY_IMPORT'] as const;

export const ActorShape = z.strictObject({
  id: StaffId,
  role: z.string(),
  office: DivisionCode,
  onBehalfOf: z.string().optional(),
});

/** Use of a rule version in a decision: topic, version, and the beginning of its digest (whole in the rule's own event). */
export const RuleUse = z.string().regex(/^[^/]+\/[^/]+\/[A-Za-z0-9_-]{8}$/);
export const ruleUse = (topic: string, version: string, digest: string) => `${topic}/${version}/${digest.slice(0, 8)}`;
/** What every command is known by in the log: 96 bits of a digest. */
export const CommandId = z.string().regex(/^[A-Za-z0-9_-]{16}$/);
/** 县与纪元 As events carry it: the county and the beginning of the epoch's identifier. */
export const ledgerOf = (county: string, epoch: string): string => `${county}/${epoch.slice(0, 8)}`;
const StreamRevision = z.string().regex(/^.+@\d+$/);

/** One owner's sealed fields: owner/class, key version, nonce‖ciphertext‖tag. */
export const SealedEntry = z.strictObject({ o: z.string(), k: z.int().positive(), x: z.string() });

/**
 * Short on purpose: it is stored with every event, for ever. Absent fields are those that would say nothing: no rules used, no other stream read, correlation with itself.
 */
export const Metadata = z.strictObject({
  schema: z.int().positive(),
  /** County and epoch, `990121/…`. */
  ledger: z.string(),
  occurredOn: z.union([CivilDate, CivilMonth]),
  recordedAt: Instant,
  deviceAt: Instant.optional(),
  actor: ActorShape,
  channel: z.enum(CHANNELS),
  purpose: z.enum(PURPOSES),
  basis: z.array(z.string()),
  regime: z.string(),
  rules: z.array(RuleUse).optional(),
  calendar: z.string().optional(),
  keys: z.array(z.string()),
  basedOn: z.array(StreamRevision).optional(),
  corrects: z.array(Uuid).optional(),
  annuls: z.array(Uuid).optional(),
  evidence: z.array(Digest).optional(),
  accepted: z.array(z.strictObject({ code: z.string(), reason: z.enum(ACCEPT_REASONS) })).optional(),
  /** Absent: LIVE. */
  origin: z.enum(ORIGINS).optional(),
  importBatch: z.string().optional(),
  command: z.strictObject({ id: CommandId, tag: z.string() }),
  correlation: z.string().optional(),
  causation: Uuid.optional(),
  build: z.string(),
  sealed: z.array(SealedEntry).optional(),
  salt: z.string(),
  mac: z.string(),
});
export type Metadata = z.output<typeof Metadata>;

/** What the caller of the codec states; the codec adds schema, keys, sealed, salt and mac. */
export type Envelope = Omit<Metadata, 'schema' | 'keys' | 'sealed' | 'salt' | 'mac'>;
