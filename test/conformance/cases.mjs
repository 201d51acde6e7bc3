/** All conformance cases by name: each does a few calls of the official client and returns what it saw. */
import { all } from './cases/all.mjs';
import { appends } from './cases/appends.mjs';
import { contents } from './cases/content.mjs';
import { repetitions } from './cases/idempotency.mjs';
import { reads } from './cases/reads.mjs';
import { subscriptions } from './cases/subscriptions.mjs';

export const cases = { ...appends, ...repetitions, ...contents, ...reads, ...all, ...subscriptions };
