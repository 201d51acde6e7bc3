/** Short texts for rows: a date in three letters, an identifier without its prefix; millions of rows pay for each letter. */
import { dateOfDay, dayNumber } from '../domain/kernel/calendar.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUE = new Map([...ALPHABET].map((letter, value) => [letter, value]));

/** A whole number in so many letters of base64url. */
export const packNumber = (value: number, letters: number): string => {
  let text = '';
  for (let left = value; text.length < letters; left = Math.floor(left / 64)) text = ALPHABET.charAt(left % 64) + text;
  return text;
};
export const unpackNumber = (text: string): number =>
  [...text].reduce((value, letter) => value * 64 + (VALUE.get(letter) ?? 0), 0);

export const DATE_LETTERS = 3;
const FIRST_DAY = dayNumber('1800-01-01');
/** Days from 1800 reach the year 2158; what lies above are months. */
const MONTHS_FROM = 2 ** 17;
const LATEST = '2158-01';

/** A civil date from 1800 to 2157, or a month. */
export const packDate = (dateOrMonth: string): string => {
  const within = dateOrMonth < '1800' ? '1800-01-01' : dateOrMonth >= LATEST ? '2157-12-31' : dateOrMonth;
  if (within.length > 7) return packNumber(dayNumber(within) - FIRST_DAY, DATE_LETTERS);
  const months = (Number(within.slice(0, 4)) - 1800) * 12 + Number(within.slice(5, 7)) - 1;
  return packNumber(MONTHS_FROM + months, DATE_LETTERS);
};

export const unpackDate = (text: string): string => {
  const value = unpackNumber(text);
  if (value < MONTHS_FROM) return dateOfDay(value + FIRST_DAY);
  const months = value - MONTHS_FROM;
  return `${1800 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
};

export const BODY_LETTERS = 22;
/** An identifier without its prefix. */
export const bodyOf = (id: string): string => id.slice(id.indexOf('_') + 1);

/** A text cut into records of one length. */
export const recordsOf = (text: string, letters: number): string[] =>
  Array.from({ length: Math.floor(text.length / letters) }, (_, at) => text.slice(at * letters, (at + 1) * letters));
