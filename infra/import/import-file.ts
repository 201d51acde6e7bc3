/** 导入 Runs one file of history through the write side: row by row told, resumable, and sealed by a manifest at the end. */
import { join } from 'node:path';
import { demandRejections } from '../../domain/accountability/demands.ts';
import type { AnyDecider } from '../../domain/kernel/decider.ts';
import type { EventLog } from '../../domain/kernel/event-log.ts';
import type { Execute } from '../../domain/kernel/execute.ts';
import type { Clock, Crypto } from '../../domain/kernel/ports.ts';
import { kernelRejections, type RejectionText, type Rejections } from '../../domain/kernel/refusal.ts';
import { BatchName } from '../../domain/ledger/import-batch.ts';
import { createCarryOut, type Whose } from './carry-out.ts';
import { type Encoding, type Survey, surveyFile } from './encoding.ts';
import { createFlow } from './flow.ts';
import { createIdentifiers, type Identifiers } from './identifiers.ts';
import { ImportError } from './import-error.ts';
import { type Counts, type Manifest, sealManifest, writeManifest } from './manifest.ts';
import { createPrepare, type Prepared } from './prepare.ts';
import { openQuarantine, QUARANTINE, type TextOf } from './quarantine.ts';
import { type Format, type RawRow, readRawRows } from './raw-rows.ts';
import { readHead, readRow, tableOf } from './read-row.ts';
import {
  digestOfFile,
  type Earlier,
  findEarlier,
  openOutput,
  REPORT,
  type ReportHead,
  type RowReport,
} from './report.ts';
import { ROW_CODES } from './row-codes.ts';
import { createTally } from './tally.ts';
import { createTurns } from './turns.ts';

/** What somebody unlawfully demanded in a row, for inspectors. */
export interface Demanded {
  readonly code: string;
  /** `category.Command`. */
  readonly command: string;
  readonly fields: readonly string[];
}
export interface ImportDeps {
  readonly execute: Execute;
  readonly log: Pick<EventLog, 'read'>;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly deciders: readonly AnyDecider[];
  /** County and epoch. */
  readonly ledger: string;
  readonly recordDemand: (of: Demanded) => Promise<void>;
}
export interface ImportOptions {
  readonly file: string;
  readonly format: Format;
  readonly kind?: string | undefined;
  /** Names the batch; by default the file's digest does. */
  readonly batch?: string | undefined;
  readonly encoding?: Encoding | undefined;
  readonly ignore?: readonly string[] | undefined;
  readonly county: string;
  readonly staff?: string | undefined;
  /** Nothing is sealed; the write side that is given must not write either. */
  readonly dry?: boolean | undefined;
  readonly folderOf: (survey: Survey) => string;
  readonly inFlight?: number | undefined;
  readonly progress?: ((rows: number, of: Survey) => void) | undefined;
  readonly stop?: AbortSignal | undefined;
}
export interface Imported extends Counts {
  readonly folder: string;
  readonly batch: string;
  /** Digest of the manifest. */
  readonly manifest: string;
  /** Rows that an earlier run had told of already. */
  readonly resumed: number;
}

const IN_FLIGHT = 256;
const AHEAD = 4_096;
const FLUSH_EACH = 64;

/** Whose words a code has: the record's own first. */
const createTexts = (deciders: readonly AnyDecider[]): TextOf => {
  const shared: Rejections = { ...kernelRejections, ...demandRejections, ...ROW_CODES };
  return (category, code): RejectionText | undefined => {
    const own = deciders.find((one) => one.category === category)?.rejections as Rejections | undefined;
    return own?.[code] ?? shared[code];
  };
};

const batchOf = ({ batch }: ImportOptions, { digest }: Survey): string => {
  const name = batch ?? `f-${Buffer.from(digest, 'base64url').toString('hex').slice(0, 16)}`;
  if (BatchName.safeParse(name).success) return name;
  throw new ImportError('--batch: expected at most 40 letters, digits, . _ or -, beginning with a letter or digit');
};

interface Run {
  readonly deps: ImportDeps;
  readonly options: ImportOptions;
  readonly survey: Survey;
  readonly encoding: Encoding;
  readonly batch: string;
  readonly folder: string;
  readonly whose: Whose;
  readonly identifiers: Identifiers;
}

const begin = async (deps: ImportDeps, options: ImportOptions): Promise<Run> => {
  const survey = await surveyFile(options.file);
  const batch = batchOf(options, survey);
  const { crypto, log, deciders } = deps;
  return {
    ...{ deps, options, survey, batch },
    encoding: survey.mark > 0 ? 'utf-8' : (options.encoding ?? survey.encoding),
    folder: options.folderOf(survey),
    whose: { county: options.county, batch, staff: options.staff },
    identifiers: createIdentifiers({ crypto, log, deciders, batch }),
  };
};

const earlierOf = async ({ deps, options, survey, batch, folder }: Run): Promise<[ReportHead, Earlier]> => {
  const head: ReportHead = {
    ...{ report: 'county-ledger import', v: 1, ledger: deps.ledger, batch, file: survey.digest },
    ...{ kind: options.kind ?? null, dry: options.dry ?? false },
  };
  const earlier = await findEarlier(folder, head);
  if (earlier === 'another')
    throw new ImportError(`${folder} holds the report of another import; choose another folder with --report`);
  return [head, earlier];
};

/** The report goes on behind what an earlier run left whole. */
const createTelling = ({ folder }: Run, head: ReportHead, earlier: Earlier) => {
  const tally = createTally();
  let output: ReturnType<typeof openOutput> | undefined;
  let unflushed = 0;
  const open = () => {
    const opened = openOutput(join(folder, REPORT), earlier.length());
    if (earlier.length() === 0) opened.write(Buffer.from(`${JSON.stringify(head)}\n`));
    return opened;
  };
  return {
    tally,
    tell: (report: RowReport) => {
      output ??= open();
      tally.count(report);
      output.write(Buffer.from(`${JSON.stringify(report)}\n`));
      unflushed = (unflushed + 1) % FLUSH_EACH;
      if (unflushed === 0) output.flush();
    },
    close: () => {
      output ??= open();
      output.close();
    },
  };
};

type Told = readonly [RawRow, RowReport];

/** Begins one row: resolves with what became of it. */
const createRowRun = ({ deps, options, identifiers, whose }: Run, gate: <T>(run: () => Promise<T>) => Promise<T>) => {
  const { execute, log, clock, recordDemand } = deps;
  const turns = createTurns();
  const carryOut = createCarryOut({ execute, log, clock, identifiers, whose });
  return (raw: RawRow, prepared: Prepared, command: string | undefined): Promise<Told> =>
    turns(prepared, () =>
      gate(async () => {
        const { demand } = prepared;
        if (demand && command && !options.dry) await recordDemand({ ...demand, command });
        const result = await carryOut(prepared, command);
        if (result.outcome === 'quarantined') prepared.makes.forEach(identifiers.keepOut);
        return [raw, { row: raw.row, line: raw.line, ...result }];
      }),
    );
};

const commandOf = (category: string, command: string): string | undefined =>
  /^[a-zA-Z]{1,40}$/.test(category) && /^[a-zA-Z]{1,40}$/.test(command) ? `${category}.${command}` : undefined;

const runRows = async (run: Run, head: ReportHead, earlier: Earlier) => {
  const { deps, options, survey, encoding, folder, identifiers } = run;
  const { file, format, stop, progress } = options;
  const table = tableOf(options.kind, format);
  const quarantine = openQuarantine(folder, { format, textOf: createTexts(deps.deciders) });
  const telling = createTelling(run, head, earlier);
  const keep = (raw: RawRow, report: RowReport) => {
    if (report.outcome === 'quarantined') quarantine.keep(raw, report);
    progress?.(telling.tally.counts().rows, survey);
  };
  const flow = createFlow<Told>({ inFlight: options.inFlight ?? IN_FLIGHT, ahead: AHEAD }, ([raw, report]) => {
    telling.tell(report);
    keep(raw, report);
  });
  const prepare = createPrepare({ ...deps, identifiers });
  const rowRun = createRowRun(run, flow.gate);
  let csvHead: ReturnType<typeof readHead> | undefined;
  let resumed = 0;
  for await (const raw of readRawRows(file, { format, skip: survey.mark })) {
    if (stop?.aborted || flow.failed()) break;
    if (raw.row === 0) {
      csvHead = readHead(raw, { encoding, table, ignore: options.ignore ?? [] });
      quarantine.head(raw.bytes);
      continue;
    }
    const row = readRow(raw, encoding, csvHead);
    const prepared = prepare(row);
    const known = await earlier.next();
    if (known) {
      if (known.outcome === 'quarantined') prepared.makes.forEach(identifiers.keepOut);
      telling.tally.count(known);
      keep(raw, known);
      resumed += 1;
    } else await flow.take(rowRun(raw, prepared, commandOf(row.category, row.command)));
  }
  try {
    await flow.end();
  } finally {
    telling.close();
    quarantine.close();
  }
  return { tally: telling.tally, resumed };
};

const manifestOf = async (run: Run, tally: ReturnType<typeof createTally>): Promise<Manifest> => {
  const { deps, options, survey, encoding, batch, folder } = run;
  const { digest, bytes } = survey;
  return {
    ...{ v: 1, ledger: deps.ledger, batch, kind: options.kind ?? null, ignored: options.ignore ?? [] },
    file: { digest, bytes, encoding, format: options.format },
    counts: tally.counts(),
    ...tally.sums(),
    report: await digestOfFile(join(folder, REPORT)),
    quarantine: await digestOfFile(join(folder, QUARANTINE)),
  };
};

/** Imports a file, or goes on where an earlier run of the same one ended. @throws ImportError told in one line */
export const importFile = async (deps: ImportDeps, options: ImportOptions): Promise<Imported> => {
  const run = await begin(deps, options);
  const [head, earlier] = await earlierOf(run);
  const { tally, resumed } = await runRows(run, head, earlier);
  if (options.stop?.aborted)
    throw new ImportError(`stopped after ${tally.counts().rows} rows; give the same command again to go on`);
  const { folder, batch, identifiers, whose } = run;
  const manifest = await manifestOf(run, tally);
  const digest = writeManifest(folder, manifest, deps.crypto);
  if (!options.dry) await sealManifest({ ...deps, identifiers, whose }, manifest, digest);
  return { ...tally.counts(), folder, batch, manifest: digest, resumed };
};
