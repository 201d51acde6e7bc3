/** 拒绝台账查询 The questions that the refusal log answers: one office or all of a county, page by page, and counts by code (RM-23). */
import { countsIn } from './fold-batch.ts';
import { counterKey } from './keys.ts';
import { createAsk, type Look, type LookDeps } from './look.ts';
import { countOf, ofOffice, type RefusalRow, refusals } from './refusal-log.ts';

export interface RefusalPage {
  /** `YYYY`, `YYYY-MM` or a date. */
  readonly during: string;
  readonly after: string | undefined;
  readonly limit: number;
}
interface Refusals {
  /** How often the office was refused, by code. */
  readonly counts: Readonly<Record<string, number>>;
  readonly refusals: readonly RefusalRow[];
  readonly next: string | undefined;
}

const countsOf = async (look: Look, office: string, codes: readonly string[]): Promise<Refusals['counts']> => {
  const lanes = await look.everywhere(codes.map((code) => counterKey(countOf(office, code))));
  const sums = codes.map((code, at) => {
    const count = lanes.reduce((sum, texts) => sum + (countsIn(texts[at])[0] ?? 0), 0);
    return [code, count] as const;
  });
  return Object.fromEntries(sums.filter(([, count]) => count > 0));
};

const pageOf = async (look: Look, office: string, { during, after, limit }: RefusalPage) => {
  const range = { prefix: during, limit, ...(after !== undefined && { after: after.replace('~', ' ') }) };
  const members = await look.merged(ofOffice(office), range);
  const rows = await look.rows(
    refusals,
    members.map((member) => member.slice(member.indexOf(' ') + 1)),
  );
  return { refusals: rows.map(({ row }) => row), next: nextOf(members, limit) };
};
/** As it may stand in an address. */
const nextOf = (members: readonly string[], limit: number) =>
  members.length === limit ? members.at(-1)?.replace(' ', '~') : undefined;

export const refusalLogQueries = (deps: LookDeps) => {
  const ask = createAsk(deps);
  const unknown: Refusals = { counts: {}, refusals: [], next: undefined };
  return {
    /**
     * Refusals of an office, or of all offices of a county (six digits), the earliest first, page by page; and how often
     * the office itself was refused under each of some codes.
     */
    of: (office: string, page: RefusalPage, codes: readonly string[]) =>
      ask(async (look) => {
        const counts = await countsOf(look, office, codes);
        return { counts, ...(await pageOf(look, office, page)) };
      }, unknown),
  };
};
export type RefusalLogQueries = ReturnType<typeof refusalLogQueries>;
