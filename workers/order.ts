/** What a process of the pipeline is told to be, on its command line. */
import { GROUP_NAMES, type GroupName } from '../projections/groups.ts';

export const ROLES = ['feeder', 'worker', 'all'] as const;
export type Role = (typeof ROLES)[number];

export type Order =
  | {
      readonly run: Role;
      readonly groups: readonly GroupName[];
      /** Lanes to work on; all unless given. */
      readonly lanes: readonly number[] | undefined;
    }
  | { readonly run: 'rebuild'; readonly group: GroupName };

/** A command line that cannot be followed; the message is one line. */
export class OrderError extends Error {
  override readonly name = 'OrderError';
}

const USAGE = `expected ${ROLES.join(', ')} [--groups ${GROUP_NAMES.join(',')}] [--lanes 0-7], or rebuild ${GROUP_NAMES.join(' | ')}`;
const LANES_MAX = 16;

const isGroup = (name: string | undefined): name is GroupName => GROUP_NAMES.some((known) => known === name);

const groupsIn = (text: string | undefined): readonly GroupName[] => {
  const names = text?.split(',') ?? GROUP_NAMES;
  if (!names.every(isGroup)) throw new OrderError(`--groups: expected some of ${GROUP_NAMES.join(',')}`);
  return names;
};

const lanesIn = (text: string | undefined): readonly number[] | undefined => {
  if (text === undefined) return undefined;
  const [first, last] = text.split('-').map(Number);
  const isRange = /^\d+-\d+$/.test(text) && first !== undefined && last !== undefined;
  if (!isRange || first > last || last >= LANES_MAX)
    throw new OrderError(`--lanes: expected a range within 0-${LANES_MAX - 1}`);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
};

/** @throws OrderError */
export const parseOrder = (args: readonly string[]): Order => {
  const [role, ...rest] = args;
  if (role === 'rebuild') {
    const [group] = rest;
    if (!isGroup(group) || rest.length > 1) throw new OrderError(USAGE);
    return { run: 'rebuild', group };
  }
  const known = ROLES.find((one) => one === role);
  const options = new Map<string, string>();
  for (let at = 0; at < rest.length; at += 2) options.set(rest[at] ?? '', rest[at + 1] ?? '');
  if (!known || [...options.keys()].some((name) => name !== '--groups' && name !== '--lanes'))
    throw new OrderError(USAGE);
  return { run: known, groups: groupsIn(options.get('--groups')), lanes: lanesIn(options.get('--lanes')) };
};
