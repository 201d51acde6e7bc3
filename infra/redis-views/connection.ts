// Connections to Redis by what they are for: a worker waits through an outage, a query is told at once, a queue's blocking reads never end.
import { Redis, type RedisOptions } from 'ioredis';

export type Purpose = 'reader' | 'writer' | 'queue';

const RECONNECT_MAX_MS = 1_000;
const FAST_MS = 2_000;
const PATIENT_MS = 10_000;

const reconnect = (attempts: number) => Math.min(50 * 2 ** Math.min(attempts, 5), RECONNECT_MAX_MS);

const options: Record<Purpose, Pick<RedisOptions, 'maxRetriesPerRequest' | 'commandTimeout'>> = {
  reader: { maxRetriesPerRequest: 1, commandTimeout: FAST_MS },
  writer: { maxRetriesPerRequest: null, commandTimeout: PATIENT_MS },
  /** Blocking commands have their own limits. */
  queue: { maxRetriesPerRequest: null },
};

export interface ConnectionTrouble {
  /** Told once an outage and once its end; the connection goes on by itself. */
  (event: 'lost' | 'back', error?: unknown): void;
}

/** What is sent within one turn of the event loop goes out in one write: each one costs both sides a call of the system. */
const sendTogether = (redis: Redis): void => {
  const send = redis.sendCommand.bind(redis);
  let gathering: Redis['stream'] | undefined;
  redis.sendCommand = (command, stream) => {
    const { stream: socket } = redis;
    // A socket that came after an outage gathers anew.
    if (socket && socket !== gathering) {
      gathering = socket;
      socket.cork();
      setImmediate(() => {
        if (gathering === socket) gathering = undefined;
        socket.uncork();
      });
    }
    return send(command, stream);
  };
};

export const openRedis = (url: string, purpose: Purpose, trouble: ConnectionTrouble = () => {}): Redis => {
  const redis = new Redis(url, { ...options[purpose], retryStrategy: reconnect, connectionName: `ledger-${purpose}` });
  sendTogether(redis);
  let lost = false;
  redis.on('error', (error) => {
    if (!lost) trouble('lost', error);
    lost = true;
  });
  redis.on('ready', () => {
    if (lost) trouble('back');
    lost = false;
  });
  return redis;
};
