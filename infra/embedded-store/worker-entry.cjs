// Starts the embedded store's thread from TypeScript; by require, which costs a store half of what the module loader's hooks would.
require('tsx/cjs/api').register();
require('./worker.ts');
