// Open tasks of processes: commands that fall due, late after an outage, never lost, never given twice.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { refusalStream } from '../../domain/accountability/refusals.ts';
import { canonicalText } from '../../domain/kernel/canonical.ts';
import { createJournal } from '../../domain/kernel/journal.ts';
import { initialRules } from '../../domain/policy/initial-rules.ts';
import { createRuleBook } from '../../domain/policy/rule-book.ts';
import { desks, lanesOf } from '../../projections/groups.ts';
import { groupHealth } from '../../projections/health.ts';
import { DUE, REFUSED } from '../../projections/tasks.ts';
import { raising } from '../domain/accountability/prepared.ts';
import { ask, CHILD, filing, levy, PARTY, payment, serving } from '../domain/legal/cast.ts';
import { ELSEWHERE, OFFICER, openProcesses, type Processes } from '../support/processes.ts';

const HOUR_MS = 3_600_000;

let county: Processes;
beforeEach(() => {
  county = openProcesses();
});

const person = { name: '王小明', sex: '2', bornOn: '1990-01-01', township: '990121001' };
const requested = async (receivedOn: string, stated = {}) => {
  const { id: personId } = await county.command('person', undefined, { type: 'RegisterPerson', data: person });
  const data = { personId, kind: 'COPY', requestedBy: 'SELF', receivedOn };
  const request = await county.command('dataRequest', undefined, { type: 'ReceiveRequest', data }, stated);
  const [received] = await county.events('dataRequest.RequestReceived');
  return { personId, id: request.id, dueOn: (received?.data as { dueOn?: string } | undefined)?.dueOn };
};

describe('TIM-50: what somebody asks about their own data', () => {
  it('is overdue the moment its last day is over in Shanghai, told once, by the ledger itself', async () => {
    const { dueOn } = await requested('2026-03-10');
    county.clock.at = `${dueOn}T15:59:59.999Z`;
    expect(await county.fire()).toEqual([]);
    county.clock.at = `${dueOn}T16:00:00.000Z`;
    expect(await county.fire()).toEqual(['data-request-deadline/overdue']);
    expect(await county.fire()).toEqual([]);
    const told = await county.events('dataRequest.RequestOverdue');
    expect(told.map(({ metadata }) => (metadata as { actor: { role: string } }).actor.role)).toEqual(['System']);
    expect(await county.open(DUE)).toEqual([]);
  });

  it('is told late after an outage, and not lost', async () => {
    await requested('2026-03-10');
    county.clock.at = '2026-09-01T00:00:00.000Z';
    county.restart();
    expect(await county.fire()).toEqual(['data-request-deadline/overdue']);
    expect(await county.events('dataRequest.RequestOverdue')).toHaveLength(1);
  });

  it('is never overdue once it was answered', async () => {
    const { id, personId } = await requested('2026-03-10');
    const verified = { personId, means: 'ID_CARD', verifiedOn: '2026-03-11' };
    await county.command('dataRequest', id, { type: 'VerifyIdentity', data: verified });
    await county.command('dataRequest', id, { type: 'FulfilRequest', data: { personId, fulfilledOn: '2026-03-12' } });
    county.clock.at = '2026-09-01T00:00:00.000Z';
    expect(await county.fire()).toEqual([]);
  });

  it('has a last day that waits for the holidays of a year, is tried every hour, and settled once they are known', async () => {
    county.clock.at = '2026-12-29T02:00:00.000Z';
    expect((await requested('2026-12-28')).dueOn).toBeUndefined();
    expect(await county.fire()).toEqual(['data-request-deadline/overdue-date']);
    expect(await county.fire()).toEqual([]);
    await county.pipeline.time.elapse(HOUR_MS + 1_000);
    expect(await county.fire()).toEqual(['data-request-deadline/overdue-date']);
    expect(await county.types()).not.toContain('task.TaskRefused');
    const known = initialRules((body) => county.crypto.hash(canonicalText(body)));
    const notice = known.find(({ topic, version }) => topic === 'holidays' && version.includes('2026'));
    const next = {
      ...notice,
      version: '2027',
      from: '2027-01-01',
      to: undefined,
      body: { year: 2027, daysOff: [], workingWeekends: [] },
    };
    const { regimeOn } = await county.deps.policy();
    county.rules.policy = async () => ({ regimeOn, ...createRuleBook([...known, next as never]) });
    county.restart();
    expect(await county.fire()).toEqual(['data-request-deadline/overdue-date']);
    expect(await county.events('dataRequest.DueDateSettled')).toHaveLength(1);
    expect(await county.open(DUE)).toEqual([expect.stringContaining('data-request-deadline/overdue')]);
  });

  it('opens no task where it is history', async () => {
    await requested('2026-03-10', { origin: 'LEGACY_IMPORT', importBatch: 'b1' });
    expect(await county.open(DUE)).toEqual([]);
  });
});

it('TIM-40: a finding that was not put right in time is noted overdue, one that was closed or dismissed is not', async () => {
  const raise = { type: 'RaiseFinding', data: { ...raising, office: OFFICER.office } };
  const { id: late } = await county.command('finding', undefined, raise);
  const { id: dismissed } = await county.command('finding', undefined, raise);
  const contest = { ground: 'FACTS', contestedOn: '2026-03-13' };
  await county.command('finding', dismissed, { type: 'ContestFinding', data: contest });
  const settled = { outcome: 'DISMISSED', decidedOn: '2026-03-14' };
  await county.command('finding', dismissed, { type: 'DecideContest', data: settled }, { actor: ELSEWHERE });
  county.clock.at = '2026-12-01T00:00:00.000Z';
  expect(await county.fire()).toEqual(['finding-deadline/overdue']);
  expect((await county.events('finding.FindingOverdue')).map(({ stream }) => stream)).toEqual([`finding-${late}`]);
});

describe('PM-11: whoever demands a fee receipt, a permit or a marriage', () => {
  const refused = (code: string, command = 'householdRegistration.RegisterChild') => ({
    event: {
      type: 'CommandRefused',
      data: { code, command, fields: ['feeReceiptNo'], office: '990121001', role: 'PublicSecurityClerk' },
    },
    ...{ actor: OFFICER, purpose: 'ACCOUNTABILITY' as const, basis: [] },
  });
  const write = async (...codes: readonly (readonly [string, string?])[]) => {
    const stream = refusalStream('990121001', '2026-03-14', randomUUID());
    const journal = createJournal({ ...county.deps, clock: county.clock, regimeOn: () => 'R4' }, stream);
    for (const [code, command] of codes) await journal.write(refused(code, command));
  };

  it('brings a critical finding upon the office, one for each day and command', async () => {
    await write(['REF-01'], ['REF-01'], ['REF-01', 'birth.ReportBirth'], ['REF-02']);
    const both = ['precondition-alarm/birth.ReportBirth', 'precondition-alarm/householdRegistration.RegisterChild'];
    expect(await county.fire()).toEqual(both);
    const raised = await county.events('finding.FindingRaised');
    expect(raised).toHaveLength(2);
    expect(raised[0]?.data).toMatchObject({ severity: 'CRITICAL', rule: 'REF-01', office: '990121001' });
    await write(['REF-01']);
    county.restart();
    expect(await county.fire()).toEqual(['precondition-alarm/householdRegistration.RegisterChild']);
    expect(await county.events('finding.FindingRaised')).toHaveLength(2);
    county.clock.at = '2026-03-15T02:00:00.000Z';
    await write(['REF-01']);
    await county.fire();
    expect(await county.events('finding.FindingRaised')).toHaveLength(3);
  });

  it('and of whom that is complained: a finding for each complaint', async () => {
    const complaint = { channel: 'WINDOW', matter: 'UNLAWFUL_PRECONDITION', against: '990121001', anonymous: true };
    const data = { ...complaint, receivedOn: '2026-03-13', record: 'A'.repeat(43) };
    await county.command('complaint', undefined, { type: 'ReceiveComplaint', data });
    await county.command('complaint', undefined, { type: 'ReceiveComplaint', data: { ...data, matter: 'CONDUCT' } });
    expect(await county.fire()).toEqual(['precondition-alarm/complaint']);
    const [raised, ...more] = await county.events('finding.FindingRaised');
    expect([raised?.data, more]).toMatchObject([{ source: 'COMPLAINT', office: '990121001' }, []]);
    county.restart();
    expect(await county.fire()).toEqual([]);
  });
});

const history = { origin: 'LEGACY_IMPORT', importBatch: 'b1' } as const;
const filed = async (...more: readonly { type: string; data: unknown }[]) => {
  const { id } = await county.command('feeCase', undefined, filing(), history);
  for (const one of more) await county.command('feeCase', id, one, history);
  return id;
};
const court = '平安县人民法院';
const enforced = [
  levy(),
  serving('2008-09-01'),
  ask.RequestEnforcement({ requestedOn: '2010-01-10', court }),
  ask.GrantEnforcement({ ruledOn: '2010-03-01', number: '（2010）行审1号', court, restrictions: ['CONSUMPTION'] }),
];

describe('PM-06: collection of the former fee', () => {
  it('ceases in every case that was imported, and each restriction is asked to be lifted, once', async () => {
    await filed(...enforced);
    await filed();
    expect(await county.fire()).toEqual(['cessation/cease', 'cessation/cease', 'cessation/lift-consumption']);
    expect(await county.events('feeCase.CollectionCeased')).toHaveLength(1);
    expect(await county.events('feeCase.CaseClosedWithoutLevy')).toHaveLength(1);
    const [lift] = await county.events('feeCase.RestrictionLiftRequested');
    expect(lift?.data).toMatchObject({ restriction: 'CONSUMPTION', court, requestedOn: '2026-03-14' });
    county.restart();
    expect(await county.fire()).toEqual([]);
    expect(await county.pipeline.wrong()).toEqual([]);
  });

  it('is told to be settled where nothing was left to collect', async () => {
    const { id } = await county.command('feeCase', undefined, filing(), history);
    await county.command('feeCase', id, levy(), history);
    const decision = { number: '（2009）行初字第7号', by: court, on: '2009-05-20', ground: 'LAW' } as const;
    await county.command('feeCase', id, ask.AnnulDecision(decision));
    await county.fire();
    county.restart();
    expect(await county.fire()).toEqual([]);
    expect(await county.open(REFUSED)).toEqual([]);
  });

  it('PM-07: what was paid on an annulled decision is ordered back once, and nothing where nothing was paid', async () => {
    const decision = { number: '（2009）行初字第7号', by: court, on: '2009-05-20', ground: 'LAW' } as const;
    const paid = await filed(levy(), serving('2008-09-01'), payment('2008-09-20', 1_000, '云收1'));
    const unpaid = await filed(levy());
    for (const id of [paid, unpaid]) await county.command('feeCase', id, ask.AnnulDecision(decision));
    expect((await county.fire()).filter((name) => name.startsWith('refund/'))).toEqual([
      'refund/annulment',
      'refund/annulment',
    ]);
    const ordered = await county.events('feeCase.RefundOrdered');
    expect(ordered.map(({ stream }) => stream)).toEqual([`feeCase-${paid}`]);
    county.restart();
    expect(await county.fire()).toEqual([]);
    expect(await county.open(REFUSED)).toEqual([]);
  });

  it('what the law refuses is put before a person once, counted, and not tried again', async () => {
    const id = await filed(...enforced);
    await county.command('feeCase', id, ask.CeaseCollection({}));
    await county.command('feeCase', id, ask.SealCase({ authority: '平卫封〔2026〕1号' }));
    expect(await county.fire()).toEqual(['cessation/lift-consumption']);
    const [told, ...more] = await county.events('task.TaskRefused');
    expect([told?.data, more]).toEqual([
      {
        task: `${id}/cessation/lift-consumption`,
        command: 'feeCase.RequestRestrictionLift',
        fireAt: '2021-08-19T16:00:00.000Z',
        code: 'CASE_SEALED',
      },
      [],
    ]);
    county.restart();
    expect(await county.fire()).toEqual([]);
    expect(await county.open(REFUSED)).toHaveLength(1);
    expect((await groupHealth(county.pipeline.views, county.pipeline.version, lanesOf(desks))).lag).toBe(0);
    expect(await county.pipeline.wrong()).toEqual([]);
  });
});

it('names nobody: a task holds pseudonyms, codes and dates alone', async () => {
  await filed(...enforced);
  await requested('2026-03-10');
  await county.open(DUE);
  const kept = JSON.stringify(county.pipeline.views.content(county.pipeline.version));
  expect(kept).not.toContain(person.name);
  expect(kept).not.toContain('1990-01-01');
  expect([PARTY, CHILD].filter((id) => kept.includes(id))).toEqual([]);
});
