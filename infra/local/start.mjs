// `npm start`: the whole ledger on one machine, from nothing but Node and npm.
import { prepareOrEnd } from './setup.mjs';

const { REDIS_URL, QUEUE_REDIS_URL } = process.env;
prepareOrEnd({ redis: !(REDIS_URL && QUEUE_REDIS_URL) });

const { register } = await import('tsx/esm/api');
register();
await import('./main.ts');
