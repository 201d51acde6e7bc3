/** 办理情形 What a caller may state beside a command's own fields: when, why, by which channel, on what evidence. */
import * as z from 'zod';
import type { Actor } from '../domain/kernel/decider.ts';
import { type FieldProblem, problemsOf } from '../domain/kernel/intake.ts';
import { PURPOSES } from '../domain/kernel/message.ts';
import { CHANNELS } from '../domain/kernel/metadata.ts';
import { ACCEPT_REASONS } from '../domain/kernel/refusal.ts';
import type { Stated } from '../domain/kernel/request.ts';
import { Digest, Instant, StaffId, Uuid } from '../domain/kernel/values.ts';

const EVIDENCE_MAX = 20;
const ACCEPT_MAX = 10;

const Accepted = z.strictObject({
  code: z.string().regex(/^[A-Z0-9_-]{1,40}$/, 'the code of a refusal'),
  reason: z.enum(ACCEPT_REASONS),
});

/** The one reserved field of every command's body. */
export const CommandContext = z
  .strictObject({
    deviceAt: Instant.optional().meta({ description: "The device's clock; never used to judge timeliness" }),
    purpose: z.enum(PURPOSES).optional().meta({ description: "Default: the command's own" }),
    channel: z.enum(CHANNELS).exclude(['IMPORT', 'SYSTEM']).optional(),
    evidence: z.array(Digest).max(EVIDENCE_MAX).optional().meta({ description: 'SHA-256 of documents seen' }),
    accept: z
      .array(Accepted)
      .max(ACCEPT_MAX)
      .optional()
      .meta({ description: 'Stands by what was refused as implausible, each with a reason' }),
    onBehalfOf: StaffId.optional(),
    correlation: Uuid.optional(),
  })
  .meta({ id: 'CommandContext', description: '办理情形 What is stated beside the command' });
export type CommandContext = z.output<typeof CommandContext>;

const channels: Readonly<Record<string, Stated['channel']>> = {
  Citizen: 'ONLINE',
  HealthInstitution: 'INSTITUTION',
  RegionalSystem: 'EXCHANGE',
};

/** A body's own fields and its context, or what is wrong with the context. */
export const splitBody = (
  body: unknown,
): { readonly payload: unknown; readonly context: CommandContext } | { readonly problems: readonly FieldProblem[] } => {
  if (typeof body !== 'object' || body === null || !('context' in body)) return { payload: body, context: {} };
  const { context: given, ...payload } = body;
  const parsed = CommandContext.safeParse(given);
  if (parsed.success) return { payload, context: parsed.data };
  return { problems: problemsOf(parsed.error).map((one) => ({ ...one, field: `/context${one.field}` })) };
};

export const statedBy = (officer: Actor, context: CommandContext): Stated => ({
  channel: context.channel ?? channels[officer.role] ?? 'WINDOW',
  ...(context.purpose && { purpose: context.purpose }),
  ...(context.deviceAt && { deviceAt: context.deviceAt }),
  ...(context.evidence && { evidence: context.evidence }),
  ...(context.accept && { accepted: context.accept }),
  ...(context.correlation && { correlation: context.correlation }),
});

export const actorOf = (officer: Actor, { onBehalfOf }: CommandContext): Actor =>
  onBehalfOf === undefined ? officer : { ...officer, onBehalfOf };
