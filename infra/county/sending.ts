// Sends one command over HTTP until it has a certain answer; whatever may pass is tried again with the same key.
import type { Desk, Posting } from './routes.ts';

/** The ledger refused a command of the synthetic county, which should never be. */
export class CommandRefusedError extends Error {
  override readonly name = 'CommandRefusedError';
}

export interface Answer {
  readonly id: string;
  readonly repeated: boolean;
  /** Nothing was appended, because it was so already. */
  readonly unchanged: boolean;
  readonly position: string | null;
  /** Identifiers of the events it appended, now or before. */
  readonly events: readonly string[];
}

const PASSING = new Set(['CONTENDED', 'NATURAL_KEY_PENDING', 'OUTCOME_UNKNOWN', 'NOT_AVAILABLE', 'TOO_MANY']);
const FIRST_PAUSE_MS = 50;
const PAUSE_MAX_MS = 2_000;
const TRY_MS = 30_000;

export interface SendingOptions {
  readonly address: string;
  readonly tokenOf: (desk: Desk) => Promise<string>;
  /** Given up after so long without a certain answer. */
  readonly patienceMs: number;
  readonly stop?: AbortSignal;
}

interface AnswerBody {
  readonly id: string;
  readonly repeated: boolean;
  readonly events: readonly { readonly id: string }[];
  readonly position: string | null;
  readonly code?: string;
}

const post = async ({ address, tokenOf }: SendingOptions, { path, key, desk, body }: Posting) => {
  const response = await fetch(address + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokenOf(desk)}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body,
    signal: AbortSignal.timeout(TRY_MS),
  });
  return { status: response.status, body: (await response.json()) as AnswerBody };
};

const mayPass = (status: number, code: string | undefined): boolean =>
  status === 502 || status === 503 || status === 429 || (code !== undefined && PASSING.has(code));

/** What the ledger answered, or why there was no certain answer this time. */
const tryOnce = async (options: SendingOptions, posting: Posting): Promise<Answer | { readonly passing: string }> => {
  const answered = await post(options, posting).catch((error: unknown) => ({ failed: String(error) }));
  if ('failed' in answered) return { passing: answered.failed };
  const { status, body } = answered;
  if (status === 200 || status === 201)
    return {
      ...{ id: body.id, repeated: body.repeated, position: body.position },
      unchanged: body.events.length === 0,
      events: body.events.map(({ id }) => id),
    };
  if (mayPass(status, body.code)) return { passing: `${status} ${body.code}` };
  throw new CommandRefusedError(`POST ${posting.path} answered ${status} ${JSON.stringify(body)}`);
};

/** @throws CommandRefusedError, or Error when patience ends */
export const send = async (options: SendingOptions, posting: Posting): Promise<Answer> => {
  const deadline = performance.now() + options.patienceMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(PAUSE_MAX_MS, pauseMs * 2)) {
    const answer = await tryOnce(options, posting);
    if (!('passing' in answer)) return answer;
    if (options.stop?.aborted || performance.now() > deadline)
      throw new Error(`POST ${posting.path} had no certain answer: ${answer.passing}`);
    await new Promise((again) => setTimeout(again, pauseMs));
  }
};
