/** 导入说明 What a row of history may state beside its command: documents seen, and why an implausible thing is stood by. */
import * as z from 'zod';
import { ACCEPT_REASONS } from '../../domain/kernel/refusal.ts';
import { Digest } from '../../domain/kernel/values.ts';

export const CommandEvidence = z.strictObject({
  evidence: z.array(Digest).max(20).optional(),
  accept: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[A-Z0-9_-]{1,40}$/, 'the code of a refusal'),
        reason: z.enum(ACCEPT_REASONS),
      }),
    )
    .max(10)
    .optional(),
});
export type CommandEvidence = z.output<typeof CommandEvidence>;
