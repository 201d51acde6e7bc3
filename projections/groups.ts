/** The groups of read models: what each reads, which keys have rows in it, and what must travel to it. */
import { householdStatus } from './household-status.ts';
import { cessation } from './processes/cessation.ts';
import { preconditionAlarm } from './processes/precondition-alarm.ts';
import { DEADLINES } from './processes/deadlines.ts';
import { refund } from './processes/refund.ts';
import type { Projection } from './projection.ts';
import { refusalLog } from './refusal-log.ts';
import { taskBoard } from './tasks.ts';

export const GROUP_NAMES = ['registry', 'directory', 'desks'] as const;
export type GroupName = (typeof GROUP_NAMES)[number];

export interface Group {
  readonly name: GroupName;
  /** Of rows and indexes: a release that changes it fills a new version of the group beside the old one. */
  readonly shape: number;
  /** Changed with the shape alone. */
  readonly lanes: number;
  /** Stream categories that it reads. */
  readonly categories: ReadonlySet<string>;
  /** Kinds of key that have rows in it: an event goes to the lane of each such key. */
  readonly kinds: ReadonlySet<string>;
  /** Whether envelope and sealed fields travel to it; where they do, its rows lie in the vault. */
  readonly sealed: boolean;
  /** Under load, events that come within so many milliseconds are fed together: each feeding costs as much as fifty events. */
  readonly togetherMs: number;
  readonly projections: readonly Projection[];
}

/** Each lane costs a job whenever it is fed, and four keep more processors busy than a county has; see decision 13. */
const LANES = 4;
const REGISTERS = ['person', 'household', 'householdRegistration', 'birth'];

/** 登记 Households and persons. */
export const registry: Group = {
  name: 'registry',
  shape: 3,
  lanes: LANES,
  categories: new Set(REGISTERS),
  kinds: new Set(['person', 'household']),
  sealed: false,
  togetherMs: 20,
  projections: [householdStatus],
};

/** 名录 Names and numbers behind pseudonyms, opened by its own workers and kept in the vault. */
export const directory: Group = {
  name: 'directory',
  shape: 2,
  lanes: LANES,
  categories: new Set(['person', 'household', 'birth', 'vault']),
  kinds: new Set(['person', 'household', 'owner']),
  sealed: true,
  // Names may come a moment later: so the disk is waited for less often, and nobody who asks for a status with it.
  togetherMs: 100,
  projections: [],
};

const PROCESSES = [cessation, refund, preconditionAlarm, ...DEADLINES];
/** Whose events open and close tasks, by the kind of key under which each lies: most tasks lie beside the stream's subject. */
const ON_DESKS = {
  feeCase: 'feeCase',
  dataRequest: 'dataRequest',
  finding: 'finding',
  exchangeCase: 'exchange',
  reviewCase: 'review',
  refusal: 'office',
  complaint: 'complaint',
  task: 'task',
} as const;

/** 案头 What lies on officers' desks: open tasks of processes, each beside its subject, and what offices were refused. */
export const desks: Group = {
  name: 'desks',
  shape: 1,
  lanes: LANES,
  categories: new Set(Object.keys(ON_DESKS)),
  kinds: new Set(Object.values(ON_DESKS)),
  sealed: false,
  togetherMs: 100,
  projections: [taskBoard(PROCESSES), refusalLog],
};

export const GROUPS: Readonly<Record<GroupName, Group>> = { registry, directory, desks };
export const lanesOf = ({ lanes }: Pick<Group, 'lanes'>): number[] => Array.from({ length: lanes }, (_, lane) => lane);
