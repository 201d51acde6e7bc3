/** 查询事项 The table of queries over HTTP: where each is asked, what it takes, what it answers. */
import * as z from 'zod';
import {
  CivilDate,
  CivilMonth,
  DivisionCode,
  HouseholdId,
  PersonId,
  Sex,
  TownshipCode,
} from '../domain/kernel/values.ts';
import { CitizenId, Name } from '../domain/registry/fields.ts';
import { HOUSEHOLD_STATUS, MOVES, PERSON_STATUS } from '../projections/household-rows.ts';
import { PositionText } from './position.ts';

const PAGE_MAX = 200;
const PAGE = 50;

const keysOf = <K extends string>(map: Readonly<Record<K, unknown>>) => Object.keys(map) as [K, ...K[]];

const Erased = z.strictObject({ erased: z.literal(true) }).meta({ description: '已依法删除 Erased' });
const Shown = z
  .union([z.string(), Erased])
  .optional()
  .meta({ description: 'Only for whom the table of authorities lets see names' });
/** A civil date, or its month. */
const Day = z.union([CivilDate, CivilMonth]);

const Member = z.strictObject({ personId: PersonId, name: Shown, sex: Sex, since: Day, isHead: z.boolean() });
const Newborn = z.strictObject({ personId: PersonId, name: Shown, sex: Sex, bornIn: CivilMonth });

const HouseholdStanding = z
  .enum(keysOf(HOUSEHOLD_STATUS))
  .meta({ description: 'Occupied: dissolved while somebody was registered there, who is to be moved' });
export const HouseholdAnswer = z.strictObject({
  id: HouseholdId,
  status: HouseholdStanding,
  type: z.enum(['FAMILY', 'COLLECTIVE']),
  township: TownshipCode,
  headId: PersonId,
  members: z.array(Member),
  /** Members of a collective household beyond those listed. */
  unlisted: z.int(),
  newborns: z.array(Newborn).meta({ description: 'Reported births that wait for registration' }),
  dissolvedOn: Day.optional(),
  goneInto: z
    .strictObject({ how: z.enum(['split', 'merged']), householdId: HouseholdId })
    .optional()
    .meta({ description: 'The household in which it ended, or into which some of it went last' }),
  position: PositionText,
});
export type HouseholdAnswer = z.output<typeof HouseholdAnswer>;

const Move = z.strictObject({ kind: z.enum(keysOf(MOVES)), on: Day, division: z.string(), householdId: HouseholdId });
export const PersonAnswer = z.strictObject({
  id: PersonId,
  status: z.enum(keysOf(PERSON_STATUS)),
  name: Shown,
  sex: Sex,
  bornIn: z.string(),
  diedIn: z.string().optional(),
  township: z.string(),
  householdId: HouseholdId.optional(),
  moves: z.array(Move).meta({ description: 'The latest first; earlier ones are in the log' }),
  certificate: z.enum(['none', 'issued', 'void']).optional(),
  notices: z.array(z.string()),
  position: PositionText,
});
export type PersonAnswer = z.output<typeof PersonAnswer>;

const Count = z.int().nonnegative();
const Counts = z.strictObject({
  households: Count,
  dissolved: Count,
  persons: Count,
  male: Count,
  female: Count,
  newborns: Count,
  deceased: Count,
  departed: Count,
});
const Listed = z.strictObject({
  id: HouseholdId,
  status: HouseholdStanding,
  headId: PersonId,
  headName: Shown,
  persons: Count,
});
export const TownshipAnswer = z.strictObject({
  township: TownshipCode,
  counts: Counts,
  households: z.array(Listed).optional().meta({ description: 'Left out for who may see counts alone' }),
  next: z.string().optional().meta({ description: 'Where the next page goes on: send it as `after`' }),
  position: PositionText,
});
export type TownshipAnswer = z.output<typeof TownshipAnswer>;

export const Search = z.union([
  z.strictObject({ citizenId: CitizenId }),
  z.strictObject({ name: Name, bornOn: CivilDate }),
]);
export const SearchAnswer = z.strictObject({
  hits: z.array(
    z.strictObject({ id: PersonId, name: Shown, township: z.string(), status: z.enum(keysOf(PERSON_STATUS)) }),
  ),
  position: PositionText,
});
export type SearchAnswer = z.output<typeof SearchAnswer>;

export const RefusalsAnswer = z.strictObject({
  office: DivisionCode,
  counts: z.record(z.string(), Count).meta({ description: 'Of this office alone, by code, in all' }),
  refusals: z.array(
    z.strictObject({
      on: CivilDate,
      code: z.string(),
      command: z.string(),
      fields: z.array(z.string()),
      office: DivisionCode,
      role: z.string(),
    }),
  ),
  next: z.string().optional().meta({ description: 'Where the next page goes on: send it as `after`' }),
  position: PositionText,
});
export type RefusalsAnswer = z.output<typeof RefusalsAnswer>;

export const refusalsPage = z.strictObject({
  office: DivisionCode,
  during: z
    .string()
    .regex(/^\d{4}(-\d{2}){0,2}$/, 'a year, a month or a date')
    .meta({ examples: ['2026-03'] }),
  after: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}~[A-Za-z0-9_-]{1,40}$/, 'the `next` of an earlier page')
    .optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE),
});

export const householdParams = z.strictObject({ id: HouseholdId });
export const personParams = z.strictObject({ id: PersonId });
export const townshipParams = z.strictObject({ code: TownshipCode });
export const townshipPage = z.strictObject({
  status: HouseholdStanding.default('active'),
  after: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,80}$/, 'the `next` of an earlier page')
    .optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE),
});

/** One query as it is mounted and documented. */
export interface QueryRoute {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  readonly params: z.ZodObject;
  readonly querystring?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answers: string;
  readonly answer: z.ZodType;
}

export const queryRoutes: readonly QueryRoute[] = [
  {
    name: 'household',
    method: 'GET',
    path: '/households/:id',
    summary: '户口状况 One household: its members and the newborns that wait for registration',
    params: householdParams,
    answers: 'The household as the log had it at the position named',
    answer: HouseholdAnswer,
  },
  {
    name: 'person',
    method: 'GET',
    path: '/persons/:id',
    summary: '个人状况 Where one person is registered, and how they came there',
    params: personParams,
    answers: 'The person as the log had it at the position named',
    answer: PersonAnswer,
  },
  {
    name: 'township',
    method: 'GET',
    path: '/townships/:code',
    summary: '乡镇 Counts of a township, and its households page by page',
    params: townshipParams,
    querystring: townshipPage,
    answers: 'Counts and one page of households',
    answer: TownshipAnswer,
  },
  {
    name: 'refusals',
    method: 'GET',
    path: '/refusals',
    summary: '拒绝台账 What an office, or the offices of a county, demanded and were refused',
    params: z.strictObject({}),
    querystring: refusalsPage,
    answers: 'Counts by code, and one page of refusals, the earliest first; nothing of persons',
    answer: RefusalsAnswer,
  },
  {
    name: 'search',
    method: 'POST',
    path: '/searches',
    summary: '检索 Whom a citizen id, or a name and date of birth, belong to; every search is recorded',
    params: z.strictObject({}),
    body: Search,
    answers: 'Persons within reach of the office that asks; none is an answer too',
    answer: SearchAnswer,
  },
];
