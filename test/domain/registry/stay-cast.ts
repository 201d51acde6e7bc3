// Stays the specs tell of: a mother registered in one township who works in another.
import { beside } from '../../../domain/kernel/identifier.ts';
import { residenceStay } from '../../../domain/registry/residence-stay.ts';
import { MOTHER, OTHER_TOWNSHIP, OTHER_VILLAGE, TOWNSHIP } from './cast.ts';

export const STAY = beside(MOTHER, 'rs', MOTHER);
export const arrived = residenceStay.events.ArrivalDeclared({
  ...{ stayId: STAY, township: OTHER_TOWNSHIP, village: OTHER_VILLAGE, from: TOWNSHIP, purpose: 'WORK' },
  ...{ arrivedOn: '2025-08-01', dueOn: '2025-08-11', notices: ['LATE_DECLARATION'], overlaps: [] },
  definitions: ['CENSUS_2020'],
});
