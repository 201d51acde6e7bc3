// Situations in which what an import found of an old number is recorded.
import type { Situation } from '../../support/situation.ts';
import { MOTHER, motherRegistered } from './cast.ts';

export const preparedOldNumbers: Readonly<Record<string, Situation>> = {
  'person.ClassifyIdentifier': {
    ...{ subject: MOTHER, history: [motherRegistered], streams: {} },
    ...{ data: { class: 'PARITY_CONFLICT', converted: false }, origin: 'LEGACY_IMPORT' },
  },
};
