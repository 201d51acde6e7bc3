/** 旧身份号码 Puts identity numbers of old records in their place: classified, converted, left out or kept with a flag, never silently. */
import type * as z from 'zod';
import { fromFifteen } from '../../domain/registry/citizen-id.ts';
import { type Classified, classifyLegacyIdentifier } from '../../domain/registry/legacy-identifier.ts';
import { codeOf } from './changes.ts';
import type { RowFault } from './rows.ts';
import type { Shaping } from './shape.ts';

type Fields = Record<string, unknown>;
/** What a number of an old record was worth; the number as it was written, where there was one. */
export interface OldNumber extends Classified {
  readonly written?: string;
}
export interface Placed {
  readonly fields: Fields;
  readonly faults: readonly RowFault[];
  readonly flags: readonly string[];
  readonly identifier?: OldNumber;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A number that is none of anybody's: the person is taken without it, as live commands take one who has none yet. */
const leaveOut = new Set<Classified['class']>(['PLACEHOLDER', 'MISSING']);

const faultCode = ({ class: of, flags }: Classified): string | undefined => {
  if (flags.includes('MALFORMED')) return 'IDENTIFIER_MALFORMED';
  return of === 'VALID' || leaveOut.has(of) ? undefined : of;
};

const isRequired = (schema: z.ZodObject, name: string) =>
  (schema.shape[name] as z.ZodType | undefined)?.safeParse(undefined).success === false;

interface Number {
  readonly name: string;
  readonly written: string;
  readonly classified: Classified;
}

const noteOn = ({ name, written, classified }: Number, { notes }: Shaping) => {
  const field = `/${name}`;
  const { value, changes } = codeOf(written);
  notes.push(...changes.map((change) => ({ field, change })));
  if (String(value) !== String(value).toUpperCase()) notes.push({ field, change: 'SMALL_LETTER' });
  if (classified.converted) notes.push({ field, change: 'FIFTEEN_DIGITS' });
  if (classified.class === 'PLACEHOLDER') notes.push({ field, change: 'PLACEHOLDER_LEFT_OUT' });
};

const place = (fields: Fields, { name, written, classified }: Number, schema: z.ZodObject): Placed => {
  const { class: identifier, converted, flags } = classified;
  const field = `/${name}`;
  const digits = written.replaceAll(' ', '').toUpperCase();
  const isLeftOut = leaveOut.has(identifier);
  const code = isLeftOut && isRequired(schema, name) ? 'PLACEHOLDER' : faultCode(classified);
  const { [name]: _, ...others } = fields;
  return {
    fields: isLeftOut ? others : { ...fields, [name]: converted ? fromFifteen(digits) : digits },
    faults: code === undefined ? [] : [{ code, field }],
    flags: identifier === 'PLACEHOLDER' ? [identifier, ...flags] : flags,
    identifier: { ...classified, written },
  };
};

/** Where a command has a number of its own at the top; a number that is missing there is a class as well. */
export const placeNumbers = (fields: Fields, schema: z.ZodObject, shaping: Shaping): Placed => {
  const [found] = shaping.numbers;
  const name = found?.field.slice(1) ?? 'citizenId';
  if (!found)
    return 'citizenId' in schema.shape
      ? { fields, faults: [], flags: [], identifier: classifyLegacyIdentifier(undefined) }
      : { fields, faults: [], flags: [] };
  const holder = { bornOn: text(fields['bornOn']), sex: text(fields['sex']) };
  const written = String(codeOf(found.written).value);
  const classified = classifyLegacyIdentifier(written, holder);
  noteOn({ name, written: found.written, classified }, shaping);
  return place(fields, { name, written, classified }, schema);
};
