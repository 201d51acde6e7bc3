// A case against a provider as tests tell it: commands one after another by whoever gives them, and what they led to.
import { expect } from 'vitest';
import { enforcementCase } from '../../../domain/legal/enforcement-case.ts';
import {
  type Accept,
  type CommandOf,
  type Context,
  decide,
  type EventOf,
  fold,
} from '../../../domain/kernel/decider.ts';
import { base64urlOf } from '../../../domain/kernel/identifier.ts';
import { contextOf, sha256 } from '../../support/specify.ts';

export const { commands: ask } = enforcementCase;
type Asked = CommandOf<typeof enforcementCase>;
type Happened = EventOf<typeof enforcementCase>;

export const ENFORCEMENT = `ec_${base64urlOf(Array<number>(16).fill(1))}`;
export const record = sha256('笔录');
export const PHOTO = sha256('照片');
export const FORCED = sha256('口供');
export const yuan = (amount: number) => amount * 100;
/** Who gives a command: the head of the office, the legal reviewer, an officer who took evidence. */
export const head = { id: 's-1', role: 'CountyRegistrar', office: '990121' };
export const reviewer = { id: 's-21', role: 'LegalReviewer', office: '990121' };
export const officer = { id: 's-11', role: 'CountyRegistrar', office: '990121' };

export interface Telling {
  readonly events: readonly Happened[];
  readonly by: (actor: Context['actor']) => Telling;
  readonly on: (more: Partial<Context>) => Telling;
  readonly asked: (...commands: readonly Asked[]) => Telling;
  readonly refuses: (command: Asked, code: string, details?: object) => Telling;
  readonly leaves: (command: Asked) => Telling;
  readonly last: (type: Happened['type']) => Readonly<Record<string, unknown>>;
}
const tell = (events: readonly Happened[], more: Partial<Context>): Telling => {
  const ask1 = (happened: readonly Happened[], command: Asked) =>
    decide(enforcementCase, command, fold(enforcementCase, happened), {
      context: contextOf(ENFORCEMENT, more),
      facts: {},
    });
  return {
    events,
    by: (actor) => tell(events, { ...more, actor }),
    on: (further) => tell(events, { ...more, ...further }),
    asked: (...commands) => {
      let happened = events;
      for (const command of commands) {
        const decision = ask1(happened, command);
        expect(decision).not.toHaveProperty('refused');
        happened = [...happened, ...(decision as Accept<Happened>).events];
      }
      return tell(happened, more);
    },
    refuses: (command, code, details = {}) => {
      expect(ask1(events, command)).toMatchObject({ refused: code, details });
      return tell(events, more);
    },
    leaves: (command) => {
      expect(ask1(events, command)).toMatchObject({ events: [] });
      return tell(events, more);
    },
    last: (type) => events.findLast((one) => one.type === type)?.data as Readonly<Record<string, unknown>>,
  };
};
export const unopened = () => tell([], { actor: head });

type Opening = Parameters<typeof ask.OpenCase>[0];
export const opening = (more: Partial<Opening> = {}) =>
  ask.OpenCase({
    ...{ partyKind: 'INSTITUTION', name: '平安县第一门诊部', licence: 'PA-2024-0007', county: '990121' },
    ...{ matter: 'SEX_SELECTION', clue: 'COMPLAINT', clueReference: '平投〔2026〕3号' },
    standardsMet: ['PARTY_IDENTIFIED', 'FACTS_INDICATE_A_BREACH', 'WITHIN_COMPETENCE'],
    ...{ actOn: '2025-12-20', discoveredOn: '2026-01-04', harmedHealth: false, openedOn: '2026-01-05', record },
    ...more,
  });
export const officers = [
  { staffId: 's-11', licence: 'ZF-990121-03' },
  { staffId: 's-12', licence: 'ZF-990121-04' },
];
type Taking = Parameters<typeof ask.TakeEvidence>[0];
export const taking = (more: Partial<Taking> = {}) =>
  ask.TakeEvidence({ evidence: PHOTO, kind: 'SCENE', officers, takenOn: '2026-01-08', ...more });
type Notice = Parameters<typeof ask.NotifyParty>[0];
export const citations = [{ instrument: '人口与计划生育法', article: 40, item: 2, divided: true }];
export const notice = (more: Partial<Notice> = {}) =>
  ask.NotifyParty({
    ...{
      kinds: ['FINE', 'FORFEITURE'],
      serious: false,
      citations,
      notifiedOn: '2026-02-02',
      rightsStated: true,
      record,
    },
    ...{ fineFen: yuan(40_000), incomeFen: yuan(12_000) },
    ...more,
  });
export const defence = (more: Partial<Parameters<typeof ask.HearDefence>[0]> = {}) =>
  ask.HearDefence({ made: 'STATED', waivesHearing: true, heardOn: '2026-02-04', record, ...more });
export const review = (result: 'PASSED' | 'FAILED' = 'PASSED', reviewedOn = '2026-02-25') =>
  ask.ReviewLegality({ result, reviewedOn, record });
type Decision = Parameters<typeof ask.DecidePenalty>[0];
export const decision = (more: Partial<Decision> = {}) =>
  ask.DecidePenalty({
    ...{ kinds: ['FINE', 'FORFEITURE'], serious: false, citations, number: '平卫医罚〔2026〕2号', evidence: [PHOTO] },
    ...{ decidedOn: '2026-02-27', remedyNotice: { organ: '990121', days: 60 }, record },
    ...{ fineFen: yuan(30_000), incomeFen: yuan(12_000) },
    ...more,
  });
export const serving = (servedOn = '2026-03-03') => ask.ServePenalty({ servedOn, proof: 'SIGNED_RECEIPT', record });
export const paying = (kind: 'FINE' | 'FORFEITURE', amount: number, receipt: string) =>
  ask.RecordPerformance({ kind, fen: yuan(amount), performedOn: '2026-03-10', receipt, record });

export const opened = () => unopened().asked(opening());
export const proved = () => opened().asked(taking());
export const notified = () => proved().asked(notice());
/** Heard and reviewed: ready for a decision. */
export const ready = () => notified().asked(defence()).by(reviewer).asked(review()).by(head);
export const decided = () => ready().asked(decision());
export const served = () => decided().asked(serving());
export const performed = () => served().asked(paying('FINE', 30_000, '罚1'), paying('FORFEITURE', 12_000, '没1'));
