/** 管辖 Who may do this here: the domain's table, asked with the divisions in which the subjects of a request lie. */
import { type Allowance, covers, mayCommand, mayQuery, placesOfCommand, type Query } from '../domain/authorisation.ts';
import type { Place } from '../domain/authority.ts';
import type { Officer } from './issuer.ts';
import { ProblemError, problem } from './problems.ts';
import type { Recorder } from './records.ts';

/** In which township a subject lies now; undefined where the ledger does not know it. */
export interface Townships {
  ofHousehold(id: string): Promise<string | undefined>;
  ofPerson(id: string): Promise<string | undefined>;
  ofBirth(id: string): Promise<string | undefined>;
}

interface AuthorityDeps {
  readonly county: string;
  readonly townships: Townships;
  readonly record: Recorder;
}
/** What is asked for, as the record of a refusal names it. */
interface Asked {
  readonly command?: string;
  readonly query?: string;
  /** `person:p_…`. */
  readonly subject?: string;
}

const divisionOf = async (townships: Townships, place: Place): Promise<string | undefined> => {
  if ('division' in place) return place.division;
  if ('household' in place) return townships.ofHousehold(place.household);
  return 'person' in place ? townships.ofPerson(place.person) : townships.ofBirth(place.birth);
};

/** Every subject of a county's ledger lies in the county: whoever may act in all of it needs no look-up. */
const reachesAll = ({ office }: Officer, county: string) => office.length === 6 && covers(office, county, 'county');

export const createAuthority = ({ county, townships, record }: AuthorityDeps) => {
  const deny = async (officer: Officer, asked: Asked, reason: string): Promise<never> => {
    const event = { type: 'AccessDenied', data: { ...asked, reason } };
    await record('access', officer, { event, purpose: 'ACCOUNTABILITY', basis: ['PIPL-51'] });
    throw new ProblemError(problem(reason === 'JURISDICTION' ? 'NOT_YOUR_DIVISION' : 'NOT_ALLOWED'));
  };
  const judge = async (allowance: Allowance, officer: Officer, asked: Asked) =>
    allowance.allowed ? undefined : deny(officer, asked, allowance.reason);

  return {
    deny,
    /** Whether the role may give this command at all. @throws ProblemError, recorded */
    role: (officer: Officer, command: string) => judge(mayCommand(officer, command, []), officer, { command }),
    /** Whether it may be given here. @throws ProblemError, recorded */
    async command(
      officer: Officer,
      command: string,
      of: { data: unknown; subject: string | undefined },
    ): Promise<void> {
      const places = placesOfCommand(command, of.data as Readonly<Record<string, unknown>>, of.subject);
      const named = places.flatMap((place) => ('division' in place ? [place.division] : []));
      const isNamed = named.length === places.length;
      if (!isNamed && reachesAll(officer, county)) return;
      const divisions = isNamed ? named : await Promise.all(places.map((place) => divisionOf(townships, place)));
      const known = divisions.filter((division) => division !== undefined);
      await judge(mayCommand(officer, command, known), officer, { command });
    },
    /** @throws ProblemError, recorded */
    query: (officer: Officer, query: Query, of: { divisions: readonly string[]; subject?: string }) =>
      judge(mayQuery(officer, query, of.divisions), officer, {
        query,
        ...(of.subject !== undefined && { subject: of.subject }),
      }),
  };
};
export type Authority = ReturnType<typeof createAuthority>;

/** Whether names may stand beside what an officer may see anyway. */
export const seesNames = (officer: Officer, divisions: readonly string[] = []): boolean =>
  mayQuery(officer, 'names', divisions).allowed;
