/** 交换事项 One message about one person between two counties, from its sending to its answer; each county keeps the case it holds. */
import { streamOf } from '../kernel/identifier.ts';
import { whoFacts } from '../registry/taking-part.ts';
import { answering } from './case-answering.ts';
import { timing } from './case-deadline.ts';
import type { ExchangeCaseDecider } from './case-decide.ts';
import { evolveCase } from './case-evolve.ts';
import { caseRejections } from './case-rejections.ts';
import { following, reviewing } from './case-review.ts';
import { sending } from './case-sending.ts';
import { commands, events } from './case-shapes.ts';
import { NO_CASE } from './case-state.ts';

/** Streams a message rests on. */
const restsOn = ({ agreementId, consentId }: { agreementId?: string | undefined; consentId?: string | undefined }) => ({
  ...(agreementId && { agreement: streamOf('collaborationAgreement', agreementId) }),
  ...(consentId && { consent: streamOf('consent', consentId) }),
});

/** Stream `exchangeCase-xc_…`: the sender's and the addressee's ledgers each have one, under the number of the sender's. */
export const exchangeCase: ExchangeCaseDecider = {
  category: 'exchangeCase',
  subject: 'exchange',
  prefix: 'xc',
  commands,
  events,
  rejections: caseRejections,
  initialState: NO_CASE,
  facts: {
    SubmitRequest: (data) => ({ ...whoFacts(data.personId), ...restsOn(data) }),
    TakeInRequest: (data) => restsOn(data),
    PairPerson: ({ personId }) => (personId ? whoFacts(personId) : {}),
  },
  further: {
    // The consent it was sent on says itself whether it was withdrawn.
    PropagateWithdrawal: (_, { consentId }) => restsOn({ consentId }),
  },
  decide: { ...sending, ...answering, ...timing, ...reviewing, ...following },
  evolve: evolveCase,
};
