/** 账本位置 Places in the log and revisions of streams as they travel in headers. */
import * as z from 'zod';

export const POSITION_HEADER = 'ledger-position';

/** Strong, as RFC 9110 asks of what `If-Match` compares. */
export const etagOf = (revision: bigint): string => `"${revision}"`;

const ETAG = /^"(\d{1,18})"$/;
export const revisionOf = (etag: string): bigint | undefined => {
  const [, revision] = ETAG.exec(etag) ?? [];
  return revision === undefined ? undefined : BigInt(revision);
};

export const PositionText = z
  .string()
  .regex(/^.{1,64}\.(-1|\d{1,16})$/, 'a position as an answer gave it')
  .meta({ description: 'A place in the log, opaque: send back what an answer gave', examples: ['3f6b1c02.48213'] });
