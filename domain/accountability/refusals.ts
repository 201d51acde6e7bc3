/** 拒绝记录 Commands an office was refused, for inspectors: code and names of fields, never what stood in them. */
import * as z from 'zod';
import type { Decider } from '../kernel/decider.ts';
import { defineCommands, defineEvents, event } from '../kernel/message.ts';
import { DivisionCode, keyOf } from '../kernel/values.ts';

/** 机关 Whose refusals they are: a key of the event. */
const OfficeKey = keyOf(DivisionCode.clone(), 'office');

const commands = defineCommands({});
const events = defineEvents({
  CommandRefused: event(
    z.strictObject({
      code: z.string().regex(/^[A-Z][A-Z0-9_-]{1,60}$/, 'a refusal code'),
      /** `category.Command`. */
      command: z.string().regex(/^[a-zA-Z]+\.[a-zA-Z]+$/, 'category.Command'),
      fields: z.array(z.string().regex(/^\/?(?:[A-Za-z(][A-Za-z0-9_/()]{0,79})?$/, 'the name of a field')).max(50),
      office: OfficeKey,
      role: z.string().regex(/^[A-Za-z]{1,40}$/, 'a role'),
    }),
  ),
});

/** Streams `refusal-<office>-<yyyymmdd>-<process>`, each appended in batches by the one process it is named after. */
export const refusal: Decider<null, typeof commands, typeof events, Record<never, never>> = {
  category: 'refusal',
  subject: null,
  prefix: 'r',
  commands,
  events,
  rejections: {},
  initialState: null,
  decide: {},
  evolve: { CommandRefused: (state) => state },
};

/** The stream of one office's refusals on one day in one process. */
export const refusalStream = (office: string, day: string, process: string): string =>
  `refusal-${office}-${day.replaceAll('-', '')}-${process}`;
