/** 期限届满日 The last day of a limit as events store it, computed once, for whoever must act by it. */
import * as z from 'zod';
import { CivilDate } from '../kernel/values.ts';
import { type Due, isDue } from '../kernel/working-days.ts';

/** A day, or the year whose table of holidays it waits for. */
export const Until = z.union([
  z.strictObject({ on: CivilDate }),
  z.strictObject({ waitsFor: z.int(), notBefore: CivilDate }),
]);

/** The last day flat in an event, `dueOn`; while a year's holidays are not announced the first day it can be. */
export const dueFields = { dueOn: CivilDate.optional(), notBefore: CivilDate.optional() };
export const flat = (due: Due) => (isDue(due) ? { dueOn: due.on } : { notBefore: due.notBefore });
