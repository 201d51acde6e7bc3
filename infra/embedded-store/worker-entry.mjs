// Starts the embedded store's thread from TypeScript, whether or not its parent was started by tsx.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
