// Structured logs of every process: one JSON line each, times in ISO, and no personal data even by mistake.
import { type DestinationStream, type Logger, type LoggerOptions, pino, stdTimeFunctions } from 'pino';

/** Names under which a person could slip into a log line, at whatever depth. */
const PERSONAL: ReadonlySet<string> = new Set([
  ...['name', 'names', 'motherName', 'fatherName', 'citizenId', 'idNumber', 'certificateNumber'],
  ...['bornOn', 'birthDate', 'address', 'contact', 'phone', 'payload', 'body', 'query'],
  ...['authorization', 'cookie', 'token'],
]);

type Fields = Record<string, unknown>;

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Only plain objects and lists are entered: what else is logged has a serializer or prints as it is. */
const withoutPersons = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutPersons);
  if (!isPlain(value)) return value;
  const kept: Fields = {};
  for (const [field, inner] of Object.entries(value))
    kept[field] = PERSONAL.has(field) ? '[not logged]' : withoutPersons(inner);
  return kept;
};

/** Only method and path of a request: a query may hold what somebody searched for. */
const request = (req: { method?: string; url?: string; id?: unknown }) => ({
  method: req.method,
  path: req.url?.split('?')[0],
  id: req.id,
});

/** The fields that libraries hang on their errors are left out: among them is what was being written. */
const failure = (error: unknown) =>
  error instanceof Error ? { type: error.name, message: error.message, stack: error.stack } : error;

interface LogOptions {
  /** The process that speaks: `api`, `feeder`, `worker`. */
  readonly process: string;
  readonly level?: string;
  readonly destination?: DestinationStream;
}

export type { Logger } from 'pino';

export const createLogger = ({ process, level = 'info', destination }: LogOptions): Logger => {
  const options: LoggerOptions = {
    level,
    base: { process },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { log: (fields) => withoutPersons(fields) as Fields },
    serializers: { req: request, err: failure },
  };
  return destination ? pino(options, destination) : pino(options);
};
