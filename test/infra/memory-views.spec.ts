// Views in memory keep what every store of read models promises, so that specs on them say something about Redis.
import { describe } from 'vitest';
import { createMemoryViews } from '../support/memory-views.ts';
import { viewsContract } from './views.contract.ts';

describe('views in memory', () => {
  const views = createMemoryViews();
  viewsContract(() => views);
});
