/** 查阅记录 Who opened whose file, searched or exported: as durable as any fact, written before the answer leaves. */
import * as z from 'zod';
import type { Decider } from '../kernel/decider.ts';
import { defineCommands, defineEvents, event } from '../kernel/message.ts';
import { keyOf } from '../kernel/values.ts';

/** `person:p_…`, `household:h_…`: whose file; a key of the event, so that a person can be told who looked. */
const SubjectKey = keyOf(
  z.string().regex(/^[a-z]+:[a-z]_[A-Za-z0-9_-]{22}$/, 'a subject as kind:identifier'),
  'opened',
);
const commands = defineCommands({});
const events = defineEvents({
  FileOpened: event(z.strictObject({ subjectKey: SubjectKey, what: z.enum(['STATUS', 'NAMES', 'EVENTS', 'MEMBERS']) })),
  // Neither the words searched nor whom they found: only that somebody searched, by what, and how many answered.
  SearchRun: event(
    z.strictObject({ kind: z.enum(['CITIZEN_ID', 'NAME_AND_BIRTH_DATE', 'TOWNSHIP']), hits: z.int().nonnegative() }),
  ),
  ExportMade: event(z.strictObject({ kind: z.string().min(1).max(60), rows: z.int().nonnegative() })),
  AccessDenied: event(
    z.strictObject({
      subject: SubjectKey.optional(),
      command: z.string().max(80).optional(),
      query: z.string().max(80).optional(),
      reason: z.string().max(40),
    }),
  ),
});

/** Streams `access-<office>-<yyyymmdd>-<process>`, each appended in batches by the one process it is named after. */
export const access: Decider<null, typeof commands, typeof events, Record<never, never>> = {
  category: 'access',
  subject: null,
  prefix: 'a',
  commands,
  events,
  rejections: {},
  initialState: null,
  decide: {},
  evolve: {
    FileOpened: (state) => state,
    SearchRun: (state) => state,
    ExportMade: (state) => state,
    AccessDenied: (state) => state,
  },
};

/** The stream of one office's accesses on one day in one process. */
export const accessStream = (office: string, day: string, process: string): string =>
  `access-${office}-${day.replaceAll('-', '')}-${process}`;
