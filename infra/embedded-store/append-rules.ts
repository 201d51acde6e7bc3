/** When an append is written, when it is a repetition, and when it is refused: EventStoreDB's rules for the embedded store, pure. */
import { TOMBSTONE_REVISION } from './event-message.ts';

export type ExpectedRevision = number | 'any' | 'no_stream' | 'stream_exists';

export type StreamFacts = {
  readonly lastRevision: number;
  readonly softDeleted: () => boolean;
  readonly hasMetadata: () => boolean;
  /** Where the event last written under this id stands, if that is in this stream. */
  readonly latestRevisionOf: (id: string) => number | undefined;
  readonly isAt: (revision: number, id: string) => boolean;
};

export type Verdict =
  | { readonly kind: 'write'; readonly undelete: boolean }
  | { readonly kind: 'repeated'; readonly revision: number }
  | { readonly kind: 'wrong-revision' }
  | { readonly kind: 'deleted' };

const WRONG: Verdict = { kind: 'wrong-revision' };
const DELETED: Verdict = { kind: 'deleted' };

/** With no particular revision expected only the ids can tell a repetition. */
const decideByIds = (ids: readonly string[], facts: StreamFacts): Verdict => {
  let last: number | undefined;
  for (const [index, id] of ids.entries()) {
    const revision = facts.latestRevisionOf(id);
    if (revision === undefined) return index === 0 ? { kind: 'write', undelete: facts.softDeleted() } : WRONG;
    last = revision;
  }
  return last === undefined ? { kind: 'write', undelete: facts.softDeleted() } : { kind: 'repeated', revision: last };
};

/** The stream has grown past the expected revision: a repetition if exactly these events stand behind it. */
const decideBehind = (expected: number, ids: readonly string[], facts: StreamFacts): Verdict => {
  if (ids.length === 0) return WRONG;
  for (const [index, id] of ids.entries()) {
    if (facts.isAt(expected + 1 + index, id)) continue;
    return index === 0 && expected === -1 && facts.softDeleted() ? { kind: 'write', undelete: true } : WRONG;
  }
  return { kind: 'repeated', revision: expected + ids.length };
};

export const decideAppend = (expected: ExpectedRevision, ids: readonly string[], facts: StreamFacts): Verdict => {
  const { lastRevision } = facts;
  if (lastRevision === TOMBSTONE_REVISION) return DELETED;
  if (expected === 'stream_exists') {
    if (facts.softDeleted()) return DELETED;
    if (lastRevision < 0 && !facts.hasMetadata()) return WRONG;
  }
  if (expected === 'any' || expected === 'stream_exists') return decideByIds(ids, facts);
  const revision = expected === 'no_stream' ? -1 : expected;
  if (revision < lastRevision) return decideBehind(revision, ids, facts);
  if (revision > lastRevision) return WRONG;
  return { kind: 'write', undelete: facts.softDeleted() };
};
