// Situations in which the commands of services are carried out.
import type { Situation } from '../../support/situation.ts';
import { county } from '../registry/cast.ts';
import { CONSENT, hers } from './cast.ts';

export const preparedCare: Readonly<Record<string, Situation>> = {
  'consent.GiveConsent': { subject: CONSENT, history: [], streams: county, data: hers },
};
