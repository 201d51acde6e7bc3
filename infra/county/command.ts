// What the synthetic county asks of a ledger: commands in order, with names for what only the ledger's answers will number.
import { createHash } from 'node:crypto';

/** `person:17`: somebody or something an earlier command of the same county brought about. */
export type Name = `${'person' | 'household' | 'birth'}:${number}`;
/** Stands in a command's data where the ledger's own identifier belongs. */
export interface Reference {
  readonly $ref: Name;
}
export const to = (name: Name): Reference => ({ $ref: name });

export type Category = 'person' | 'household' | 'householdRegistration' | 'birth';

export interface CountyCommand {
  /** From 0, in order of the facts' dates. */
  readonly sequence: number;
  /** Idempotency-Key, from seed and sequence alone: loading twice is loading once. */
  readonly key: string;
  /** Civil date of the fact. */
  readonly on: string;
  /** Township in which it happens. */
  readonly office: string;
  readonly category: Category;
  readonly type: string;
  /** Absent where the command creates its subject. */
  readonly subject?: Name;
  readonly creates?: Name;
  /** 新生儿 The child that a birth report brings about beside the birth. */
  readonly bears?: Name;
  readonly data: Readonly<Record<string, unknown>>;
}
export type Draft = Omit<CountyCommand, 'sequence' | 'key'>;

/** A UUID (version 8) for each command of a seed. */
export const keyOf = (seed: string, sequence: number): string => {
  const bytes = createHash('sha256').update(`${seed}#${sequence}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

const isReference = (value: object): value is Reference => '$ref' in value;

/** Every name that data refer to. */
export const namesIn = (value: unknown): readonly Name[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (isReference(value)) return [value.$ref];
  return Object.values(value).flatMap(namesIn);
};

/** Everything a command is about: commands that share one of these keep their order. */
export const subjectsOf = ({ subject, creates, bears, data }: CountyCommand): readonly Name[] => [
  ...new Set([subject, creates, bears].filter((name) => name !== undefined).concat(namesIn(data))),
];

/** Data with identifiers in the place of names. */
export const resolved = (value: unknown, identifierOf: (name: Name) => string): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (isReference(value)) return identifierOf(value.$ref);
  if (Array.isArray(value)) return value.map((one) => resolved(one, identifierOf));
  return Object.fromEntries(Object.entries(value).map(([field, held]) => [field, resolved(held, identifierOf)]));
};

/** SHA-256 over the commands as JSON lines: what "the same county" means. */
export const digestOf = (commands: readonly CountyCommand[]): string => {
  const hash = createHash('sha256');
  for (const command of commands) hash.update(`${JSON.stringify(command)}\n`);
  return hash.digest('hex');
};
