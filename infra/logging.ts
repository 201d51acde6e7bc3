// Structured logs of every process: one JSON line each, times in ISO, and no personal data even by mistake.
import { type DestinationStream, type Logger, type LoggerOptions, pino, stdTimeFunctions } from 'pino';

/** Names under which a person could slip into a log line, at the top or one or two levels down. */
const PERSONAL = [
  'name',
  'names',
  'citizenId',
  'idNumber',
  'certificateNumber',
  'bornOn',
  'birthDate',
  'address',
  'contact',
  'phone',
  'motherName',
  'fatherName',
  'payload',
  'body',
  'query',
  'authorization',
  'cookie',
  'token',
];

const paths = PERSONAL.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** Only method and path of a request: a query may hold what somebody searched for. */
const request = (req: { method?: string; url?: string; id?: unknown }) => ({
  method: req.method,
  path: req.url?.split('?')[0],
  id: req.id,
});

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
    redact: { paths, censor: '[not logged]' },
    serializers: { req: request },
  };
  return destination ? pino(options, destination) : pino(options);
};
