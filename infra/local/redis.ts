// Starts the machine's own redis-server for one ledger, one spec or one drill: whoever starts it also stops it.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { resolve } from 'node:path';

/** `aof`: every change is on disk within a second (views). `none`: everything is gone at a stop (queues). */
export type Persistence = 'aof' | 'none';

export interface RedisOptions {
  readonly dir: string;
  readonly persistence: Persistence;
  /** Given only to come back on the port that clients already know; free by default. */
  readonly port?: number;
}

export interface RunningRedis {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends it as a shutdown would: what `aof` has not yet written is written. */
  stop(): Promise<void>;
  /** Ends it as a power cut would, as far as one process can show it. */
  kill(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;
const ASK_AGAIN_MS = 20;
const STARTS_MAX = 5;

const isFree = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });

/**
 * A port of this machine that nobody listens on; a moment later somebody may.
 * It lies below the range from which outgoing connections take theirs, since a client that keeps calling a server that
 * is down could otherwise be given that very port, and keep it.
 */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
};

export const redisUrl = (port: number): string => `redis://127.0.0.1:${port}`;

/** Indexes of so many members are kept as plain lists, at a quarter of the memory; longer ones would be slow to search. */
const COMPACT_MEMBERS = 512;

/** Never evicts: a row or a job that vanished for want of memory would look like one that never was. */
export const redisArguments = (dir: string, persistence: Persistence, port: number): string[] => [
  ...['--port', String(port), '--bind', '127.0.0.1', '--dir', resolve(dir), '--daemonize', 'no', '--save', ''],
  ...['--appendonly', persistence === 'aof' ? 'yes' : 'no', '--appendfsync', 'everysec'],
  ...['--maxmemory-policy', 'noeviction', '--loglevel', 'warning'],
  // By the name that servers before 7 know too.
  ...['--zset-max-ziplist-entries', String(COMPACT_MEMBERS)],
];

/**
 * Asked over a plain socket, so that no client has to be connected before there is something to connect to.
 * Asks for the process id too: on a port lost to a neighbour, it would be the neighbour that answers.
 */
const answers = (port: number, pid: number | undefined): Promise<boolean> =>
  new Promise((answer) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let reply = '';
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once('connect', () => socket.write('PING\r\nINFO server\r\n'));
    socket.on('data', (chunk) => {
      reply += chunk.toString();
      if (!/process_id:\d+\r/.test(reply)) return;
      answer(reply.startsWith('+PONG') && reply.includes(`process_id:${pid}\r`));
      socket.destroy();
    });
    socket.once('error', () => answer(false));
    socket.once('close', () => answer(false));
  });

const hasEnded = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

/** Waits until the server has loaded its files and answers; `false` when it ended or took too long. */
export const redisReady = async (child: ChildProcess, port: number): Promise<boolean> => {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline && !hasEnded(child)) {
    if (await answers(port, child.pid)) return true;
    await new Promise((again) => setTimeout(again, ASK_AGAIN_MS));
  }
  return false;
};

const ended = (child: ChildProcess): Promise<void> =>
  hasEnded(child) ? Promise.resolve() : new Promise((done) => child.once('exit', () => done()));

const tryStart = async (dir: string, persistence: Persistence, port: number) => {
  const child = spawn('redis-server', redisArguments(dir, persistence, port), { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const hear = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  child.once('error', (error) => hear(Buffer.from(error.message)));
  return { child, ready: await redisReady(child, port), said: () => said.trim().split('\n').join('; ') };
};

const running = (child: ChildProcess, port: number): RunningRedis => {
  const killWithParent = () => child.kill('SIGKILL');
  process.once('exit', killWithParent);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended(child);
    process.removeListener('exit', killWithParent);
  };
  return {
    url: redisUrl(port),
    port,
    pid: child.pid ?? 0,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
};

/** Starts one server and answers when it does. @throws when redis-server is missing or refuses its directory. */
export const startRedis = async ({ dir, persistence, port }: RedisOptions): Promise<RunningRedis> => {
  mkdirSync(dir, { recursive: true });
  let reason = '';
  for (let start = 0; start < STARTS_MAX; start += 1) {
    const chosen = port ?? (await freePort());
    const { child, ready, said } = await tryStart(dir, persistence, chosen);
    if (ready) return running(child, chosen);
    child.kill('SIGKILL');
    reason = said();
    if (!/in use/i.test(reason) || port !== undefined) break;
  }
  throw new Error(`redis-server did not start: ${reason || 'it gave no reason'}`);
};
