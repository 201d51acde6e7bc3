/** 规则 The rule versions that decisions use: read from the log, kept for a moment, and read again before they are old. */
import type { ExecuteDeps, Policy } from '../domain/kernel/request.ts';
import { readAll } from '../domain/kernel/sight.ts';
import { regimeOn } from '../domain/policy/regimes.ts';
import { createRuleBook, standingVersions } from '../domain/policy/rule-book.ts';
import { digestHolds, type RuleVersion } from '../domain/policy/rule-versions.ts';
import { TOPIC_NAMES } from '../domain/policy/topics.ts';

/** Older versions are read again behind a decision, and after a quiet time before one. */
const KEPT_MS = 5_000;
/** Another process's new version counts here after so long at the latest; events record which version was used. */
const KEPT_MAX_MS = 10_000;

type RulesDeps = Pick<ExecuteDeps, 'log' | 'codec' | 'keys' | 'crypto'> & {
  readonly county: string;
  readonly nowMs: () => number;
  /** Told when reading again failed; what is known stays in use. */
  readonly trouble: (error: unknown) => void;
};

const province = (county: string) => county.slice(0, 2);
export const regimeIn = (county: string) => (date: string) => regimeOn(date, province(county)).id;

const load = async (deps: RulesDeps): Promise<readonly RuleVersion[]> => {
  const streams = await Promise.all(TOPIC_NAMES.map((topic) => deps.log.read(`policy-${topic}`)));
  const events = await readAll(deps, streams.flat());
  const versions = standingVersions(events);
  const altered = versions.find((version) => !digestHolds(deps.crypto.hash, version));
  if (altered) throw new Error(`the digest of ${altered.topic} ${altered.version} is not that of its body`);
  return versions;
};

/** Reads the versions once before it is used, and whenever they are older than a few seconds. */
export const openRules = async (deps: RulesDeps) => {
  const read = async (): Promise<Policy> => ({
    regimeOn: regimeIn(deps.county),
    ...createRuleBook(await load(deps)),
  });
  let current = Promise.resolve(await read());
  let readAtMs = deps.nowMs();
  let [asked, answered] = [0, 0];
  let reading: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    const turn = ++asked;
    const policy = await read();
    if (turn < answered) return;
    answered = turn;
    current = Promise.resolve(policy);
    readAtMs = deps.nowMs();
  };
  const readAgain = (): Promise<void> => {
    reading ??= refresh()
      .catch(deps.trouble)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  return {
    policy: (): Promise<Policy> => {
      const ageMs = deps.nowMs() - readAtMs;
      const again = ageMs > KEPT_MS ? readAgain() : undefined;
      return ageMs > KEPT_MAX_MS && again ? again.then(() => current) : current;
    },
    refresh,
  };
};
export type LoadedRules = Awaited<ReturnType<typeof openRules>>;
