/** Decodes what the client proposes to append and encodes what the embedded store answers, for the batched and the unary call. */
import type { ProposedEvent } from './event-message.ts';
import { bytesField, emptyField, numberField, readFields, structuredUuid } from '../protobuf.ts';

/** A request that makes no sense; its text goes back to the client. */
export class BadRequestError extends Error {}

const UUID_TEXT = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NO_ID = '00000000-0000-0000-0000-000000000000';
/** Revisions are 64 bit signed numbers in the log, unsigned on the wire. */
const REVISION_MAX = 2 ** 63;

export const readUuid = (bytes: Buffer): string => {
  let text = NO_ID;
  readFields(bytes, (field, value) => {
    if (typeof value === 'number') return;
    text = field === 1 ? structuredUuid(value) : value.toString('latin1').toLowerCase();
  });
  if (!UUID_TEXT.test(text)) throw new BadRequestError('Unrecognized Guid format.');
  return text;
};

export const readStreamName = (bytes: Buffer): Buffer => {
  let name: Buffer = Buffer.alloc(0);
  readFields(bytes, (field, value) => {
    if (field === 3 && typeof value !== 'number') name = value;
  });
  return name;
};

const readMapEntry = (bytes: Buffer): [key: string, value: string] => {
  let key = '';
  let text = '';
  readFields(bytes, (field, value) => {
    if (typeof value === 'number') return;
    if (field === 1) key = value.toString('latin1');
    else text = value.toString('utf8');
  });
  return [key, text];
};

export type ProposedMessage = Omit<ProposedEvent, 'type' | 'json'> & {
  readonly type: string | undefined;
  readonly contentType: string | undefined;
};

export const readProposedMessage = (bytes: Buffer): ProposedMessage => {
  let id = NO_ID;
  let type: string | undefined;
  let contentType: string | undefined;
  let data: Buffer = Buffer.alloc(0);
  let metadata: Buffer = Buffer.alloc(0);
  readFields(bytes, (field, value) => {
    if (typeof value === 'number') return;
    if (field === 1) id = readUuid(value);
    else if (field === 3) metadata = value;
    else if (field === 4) data = value;
    else if (field === 2) {
      const [key, text] = readMapEntry(value);
      if (key === 'type') type = text;
      if (key === 'content-type') contentType = text;
    }
  });
  return { id, type, contentType, data, metadata };
};

/** @throws BadRequestError for an event that no store would take. */
export const asEvent = ({ id, type, contentType, data, metadata }: ProposedMessage): ProposedEvent => {
  if (type === undefined || contentType === undefined) throw new BadRequestError('The given key was not present.');
  if (id === NO_ID) throw new BadRequestError("Empty eventId provided. (Parameter 'eventId')");
  if (type === '') throw new BadRequestError("Empty eventType provided. (Parameter 'eventType')");
  return { id, type, json: contentType === 'application/json', data, metadata };
};

export const asRevision = (value: number): number => {
  if (value >= REVISION_MAX) throw new BadRequestError('Value was either too large or too small for an Int64.');
  return value;
};

export type AppendAnswer = { readonly revision: number; readonly position: number | undefined };

/** The same fields in both calls; -1 is a stream that still does not exist. */
export const successFields = ({ revision, position }: AppendAnswer): Buffer[] => [
  revision < 0 ? emptyField(2) : numberField(1, revision),
  position === undefined ? emptyField(4) : bytesField(3, numberField(1, position), numberField(2, position)),
];
