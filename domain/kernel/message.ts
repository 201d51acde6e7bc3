/** Commands and events as schemas: the names here are stored for ever, their versions count themselves. */
import * as z from 'zod';
import { marks, type OwnerClass } from './values.ts';

/** Something that happened or is asked for: a name and JSON-safe data. */
export interface Message<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data: D;
}

/** Lifts data of one older version to the next; pure, total, never performs I/O. Sealed fields arrive opened. */
export type Upcast = (old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

export interface EventSpec<S extends z.ZodObject = z.ZodObject> {
  readonly data: S;
  readonly upcasts: readonly Upcast[];
  /** Always `upcasts.length + 1`, so a version cannot exist without its upcast. */
  readonly version: number;
}
export type EventSpecs = Readonly<Record<string, EventSpec>>;

export const event = <S extends z.ZodObject>(data: S, ...upcasts: Upcast[]): EventSpec<S> => ({
  data,
  upcasts,
  version: upcasts.length + 1,
});

/** What every field reads as once its owner's key is destroyed. Folds and views accept it in place of any sealed value. */
export const ERASED = Object.freeze({ erased: true });
export type Erased = { readonly erased: true };
const ErasedValue = z.strictObject({ erased: z.literal(true) }).readonly();
export const isErased = (value: unknown): value is Erased =>
  typeof value === 'object' && value !== null && (value as Record<string, unknown>).erased === true;
/** The value, or undefined where it was erased. */
export const unlessErased = <T>(value: T | Erased | undefined): T | undefined =>
  isErased(value) ? undefined : (value as T | undefined);

/** The stream's own identifier as owner of a sealed field. */
export const SUBJECT = '$subject';

/**
 * A field of an event that only its owner's key opens.
 * @param owner name of the top-level field with the owner's identifier, or SUBJECT
 */
export const sealed = <S extends z.ZodType>(
  schema: S,
  mark: { readonly owner: string; readonly class: OwnerClass },
) => {
  const either = z.union([schema, ErasedValue]);
  marks.add(either, { sealed: mark });
  return either;
};

export const PURPOSES = [
  'SERVICE',
  'REGISTRATION',
  'BENEFIT',
  'ACCOUNTABILITY',
  'REDRESS',
  'STATISTICS',
  'PRIVACY',
] as const;
/** 处理目的 Why personal data are processed (个人信息保护法 6). */
export type Purpose = (typeof PURPOSES)[number];

export interface CommandSpec<S extends z.ZodObject = z.ZodObject> {
  readonly data: S;
  readonly purpose: Purpose;
  /** Registered codes of the law that allows it; their text is in the rule versions. */
  readonly basis: readonly string[];
  /** It opens a new stream: the stream's identifier comes from actor and Idempotency-Key. */
  readonly creates: boolean;
  /** Nothing but its own fields may be demanded: any other field is refused as REF-01, and the attempt recorded. */
  readonly unconditional: boolean;
}
export type CommandSpecs = Readonly<Record<string, CommandSpec>>;

export const command = <S extends z.ZodObject>(
  data: S,
  how: { purpose: Purpose; basis: readonly string[]; creates?: boolean; unconditional?: boolean },
): CommandSpec<S> => ({ creates: false, unconditional: false, ...how, data });

type SchemaOf<Spec> = Spec extends { readonly data: infer S extends z.ZodType } ? S : never;

/** The discriminated union of every message a set of specs describes. */
export type MessagesOf<Specs> = {
  [T in keyof Specs & string]: Message<T, z.output<SchemaOf<Specs[T]>>>;
}[keyof Specs & string];

type Creators<Specs> = {
  readonly [T in keyof Specs & string]: (data: z.input<SchemaOf<Specs[T]>>) => Message<T, z.output<SchemaOf<Specs[T]>>>;
};

const creators = (specs: Readonly<Record<string, { readonly data: z.ZodType }>>) =>
  Object.fromEntries(
    Object.entries(specs).map(([type, { data: schema }]) => [
      type,
      (data: unknown) => Object.freeze({ type, data: schema.parse(data) }),
    ]),
  );

/** One validating constructor per event: `events.BirthReported({ … })`. */
export const defineEvents = <const S extends EventSpecs>(specs: S) =>
  ({ ...creators(specs), specs }) as Creators<S> & { readonly specs: S };

/** One validating constructor per command; also the HTTP body schemas. */
export const defineCommands = <const S extends CommandSpecs>(specs: S) =>
  ({ ...creators(specs), specs }) as Creators<S> & { readonly specs: S };
