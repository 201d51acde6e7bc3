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
  readonly refusals: readonly RefusalRow[];
  readonly next: string | undefined;
}

const pageOf =
  (office: string, { during, after, limit }: RefusalPage) =>
  async (look: Look): Promise<Refusals> => {
    await look.everywhere(counterKey(ofOffice(office)));
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

const countsOf =
  (office: string, codes: readonly string[]) =>
  async (look: Look): Promise<{ readonly counts: Readonly<Record<string, number>> }> => {
    const sums = codes.map(async (code) => {
      const texts = await look.everywhere(counterKey(countOf(office, code)));
      return [code, texts.reduce((sum, text) => sum + (countsIn(text)[0] ?? 0), 0)] as const;
    });
    return { counts: Object.fromEntries((await Promise.all(sums)).filter(([, count]) => count > 0)) };
  };

export const refusalLogQueries = (deps: LookDeps) => {
  const ask = createAsk(deps);
  return {
    /** Of an office, or of all offices of a county (six digits): the earliest first, page by page. */
    page: (office: string, page: RefusalPage) => ask(pageOf(office, page), { refusals: [], next: undefined }),
    /** How often one office was refused under each of some codes. */
    counts: (office: string, codes: readonly string[]) => ask(countsOf(office, codes), { counts: {} }),
  };
};
export type RefusalLogQueries = ReturnType<typeof refusalLogQueries>;
