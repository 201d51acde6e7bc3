/** 导入批次 One batch of imported history: each file of it is sealed by the digest of its manifest, for whoever checks it later. */
import * as z from 'zod';
import { accept, already, type Decider } from '../kernel/decider.ts';
import { command, defineCommands, defineEvents, event } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { Digest } from '../kernel/values.ts';

/** 批次名 As the events of the batch name it; no place for anybody's name. */
export const BatchName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'at most 40 letters, digits, . _ or -')
  .meta({ examples: ['levy-2009', 'f-0123456789abcdef'] });

const Count = z.int().nonnegative();
const manifest = z.strictObject({
  batch: BatchName,
  /** SHA-256 of the file as it was given, and of the manifest that says what became of each row. */
  file: Digest,
  manifest: Digest,
  taken: Count,
  unchanged: Count,
  quarantined: Count,
});
const how = { purpose: 'ACCOUNTABILITY' as const, basis: ['ARC-37'] };
const commands = defineCommands({ SealImport: command(manifest, how) });
const events = defineEvents({
  // These rows were taken, and these were not. It says nothing of whether what they tell is true.
  ImportSealed: event(manifest),
});
const rejections = {
  OTHER_BATCH: { zh: '该流属于另一批次。', en: 'This stream is another batch’s.', conflict: true },
} as const satisfies Rejections;

export interface ImportBatchState {
  readonly batch?: string;
  /** Digests of the manifests sealed so far. */
  readonly manifests: readonly string[];
}

export const importBatch: Decider<ImportBatchState, typeof commands, typeof events, typeof rejections> = {
  category: 'importBatch',
  subject: null,
  prefix: 'ib',
  commands,
  events,
  rejections,
  initialState: { manifests: [] },
  decide: {
    SealImport: (data, state) => {
      if (state.batch !== undefined && state.batch !== data.batch) return refuse('OTHER_BATCH');
      return state.manifests.includes(data.manifest) ? already() : accept([events.ImportSealed(data)]);
    },
  },
  evolve: {
    ImportSealed: (state, { batch, manifest: sealed }) => ({ batch, manifests: [...state.manifests, sealed] }),
  },
};
