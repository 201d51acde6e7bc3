// What must hold in the logs of two counties, whatever was asked: read from the events alone, by none of the deciders' own states.
import { fold } from '../../../domain/kernel/decider.ts';
import type { ReadEvent } from '../../../domain/kernel/codec.ts';
import { categoryOf, subjectOf } from '../../../domain/kernel/identifier.ts';
import { exchangeCase } from '../../../domain/exchange/exchange-case.ts';
import { reconcileCases } from '../../../domain/exchange/reconciliation.ts';
import { firstDayOf } from '../../../domain/kernel/calendar.ts';
import { regimeOn } from '../../../domain/policy/regimes.ts';
import { signing, type Lived, type Told } from './history.ts';

type Data = Readonly<Record<string, unknown>>;
type Streams = ReadonlyMap<string, readonly ReadEvent[]>;
const streamsOf = ({ events }: Told): Streams => {
  const streams = new Map<string, ReadEvent[]>();
  for (const event of events) streams.set(event.stored.stream, [...(streams.get(event.stored.stream) ?? []), event]);
  return streams;
};
export const ofCategory = (told: Told, category: string) =>
  [...streamsOf(told)].filter(([stream]) => categoryOf(stream) === category);
const isLive = ({ metadata }: ReadEvent) => metadata.origin !== 'LEGACY_IMPORT';
const sumOf = (events: readonly ReadEvent[], type: string, field: string) =>
  events.filter((event) => event.type === type).reduce((sum, { data }) => sum + Number(data[field] ?? 0), 0);

/** Everything that is wrong, by the name of what it breaks. */
type Law = (told: Told) => readonly string[];

const BEGINS = new Set([
  ...['RegistrationTakenOver', 'ChildRegistered', 'MovedIn', 'UnregisteredPersonRegistered', 'RegistrationRestored'],
]);
const ENDS = new Set(['MovedOut', 'RegistrationCancelled']);
const oneRegistration: Law = (told) =>
  ofCategory(told, 'householdRegistration').flatMap(([stream, events]) => {
    let isRegistered = false;
    return events.flatMap(({ type }) => {
      const wrong = BEGINS.has(type) ? isRegistered : ENDS.has(type) && !isRegistered;
      if (BEGINS.has(type)) isRegistered = true;
      if (ENDS.has(type)) isRegistered = false;
      return wrong ? [`INV-01 ${stream} ${type}`] : [];
    });
  });

/** Of the dead nothing is recorded but corrections, the end of their registration and of what they drew. */
const AFTER_DEATH = new Set([
  ...['DeathAnnulled', 'FactCorrected', 'RegistrationCancelled', 'DuplicateLinked', 'DuplicateLinkReversed'],
]);
const deathIsTerminal: Law = (told) => {
  const dead = new Set<string>();
  return told.events.flatMap(({ type, stored }) => {
    const [category, subject] = [categoryOf(stored.stream), subjectOf(stored.stream)];
    if (type === 'DeathAnnulled') dead.delete(subject);
    const isOfThem = category === 'person' || category === 'householdRegistration';
    const wrong = isOfThem && dead.has(subject) && !AFTER_DEATH.has(type);
    if (type === 'DeathRecorded') dead.add(subject);
    return wrong ? [`INV-08 ${stored.stream} ${type}`] : [];
  });
};

const certificates: Law = (told) => {
  const held = new Map<string, string>();
  return told.events.flatMap(({ type, data, stored }) => {
    if (type !== 'BirthCertificateIssued') return [];
    const number = String(data.number);
    const by = held.get(number);
    held.set(number, stored.stream);
    return by !== undefined && by !== stored.stream ? [`INV-10 ${number} twice`] : [];
  });
};

const monthsOf = ({ fromMonth, toMonth }: Data) => {
  const at = (month: unknown) => Number(String(month).slice(0, 4)) * 12 + Number(String(month).slice(5));
  return Array.from({ length: at(toMonth) - at(fromMonth) + 1 }, (_, index) => at(fromMonth) + index);
};
const payees: Law = (told) => {
  const approved = ofCategory(told, 'benefitClaim').filter(([, events]) =>
    events.some(({ type }) => type === 'ClaimApproved'),
  );
  const children = approved.map(([, events]) => String(events[0]?.data.childId));
  return children.filter((child, at) => children.indexOf(child) !== at).map((child) => `INV-30 two payees ${child}`);
};
const subsidies: Law = (told) => {
  const months = new Map<string, number[]>();
  const wrong: string[] = [];
  for (const [, events] of ofCategory(told, 'benefitClaim')) {
    const child = String(events[0]?.data.childId);
    for (const { data } of events.filter(({ type }) => type === 'BenefitPaid')) {
      const before = months.get(child) ?? [];
      const more = monthsOf(data);
      if (more.some((month) => before.includes(month))) wrong.push(`INV-30 a month twice ${child}`);
      if (String(data.fromMonth) < '2025-01') wrong.push(`INV-30 before the scheme ${child}`);
      months.set(child, [...before, ...more]);
      if (before.length + more.length > 36) wrong.push(`INV-30 more than 36 months ${child}`);
    }
  }
  return wrong;
};

const FEE_ENDED = '2021-08-20';
const LEVIES = new Set([
  ...['CaseFiled', 'ChildIncluded', 'LevyDecided', 'DecisionServed', 'InstalmentRequested', 'InstalmentApproved'],
  ...['InstalmentRefused', 'PaymentReceived', 'SurchargeAccrued', 'RemittedToTreasury', 'DemandServed'],
  ...['CourtEnforcementRequested', 'CourtEnforcementGranted', 'CourtEnforcementRefused', 'ExecutionSuspended'],
]);
const CESSATIONS = new Set(['CollectionCeased', 'CaseClosedWithoutLevy']);
const PRINCIPAL_CAP_FROM = '2012-01-01';

const levies = (stream: string, events: readonly ReadEvent[]): readonly string[] =>
  events.flatMap((event) => {
    const { type, data } = event;
    const wrong: string[] = [];
    if (type === 'LevyDecided' && String(data.decidedOn) >= FEE_ENDED) wrong.push('INV-40 decided after the end');
    if (isLive(event) && LEVIES.has(type)) wrong.push(`INV-41 ${type} live`);
    if (type === 'SurchargeAccrued' && String(data.until) > FEE_ENDED) wrong.push('INV-46 after the end');
    return wrong.map((text) => `${text} ${stream}`);
  });
const money = (stream: string, events: readonly ReadEvent[]): readonly string[] => {
  const principal = sumOf(events, 'LevyDecided', 'amount');
  const paid = sumOf(events, 'PaymentReceived', 'fen');
  const kept = paid - sumOf(events, 'PaymentReceived', 'surplus');
  const surcharges = events.filter(({ type }) => type === 'SurchargeAccrued').map(({ data }) => Number(data.fen));
  const isNew = events.some(({ type, data }) => type === 'LevyDecided' && String(data.decidedOn) >= PRINCIPAL_CAP_FROM);
  const taken = paid + sumOf(events, 'UnlawfulReceiptRecorded', 'fen');
  const wrong: string[] = [];
  if (isNew && surcharges.some((fen) => fen > principal)) wrong.push('INV-46 more than the principal');
  if (isNew && kept > 2 * principal) wrong.push('INV-47 kept more than was owed');
  if (sumOf(events, 'RefundOrdered', 'principal') > taken) wrong.push('INV-49 refunded more than was taken');
  const ordered = events.filter(({ type }) => type === 'RefundOrdered').map(({ data }) => data.ground);
  const was = (type: string) => events.some((event) => event.type === type);
  if (ordered.includes('POLICY_CHANGE')) wrong.push('INV-49 refunded for the change of policy');
  if (ordered.includes('ANNULMENT') && !was('DecisionAnnulled')) wrong.push('INV-49 without an annulment');
  if (ordered.includes('UNLAWFUL_RECEIPT') && !was('UnlawfulReceiptRecorded')) wrong.push('INV-49 without a receipt');
  return wrong.map((text) => `${text} ${stream}`);
};
const cessation = (stream: string, events: readonly ReadEvent[]): readonly string[] => {
  const at = events.findIndex(({ type }) => CESSATIONS.has(type));
  const after = at < 0 ? [] : events.slice(at + 1).filter(({ type }) => LEVIES.has(type) || CESSATIONS.has(type));
  const isFinal = events.some(({ type }) => type === 'DecisionAnnulled' || type === 'CaseSealed');
  const owed = sumOf(events, 'LevyDecided', 'amount') > sumOf(events, 'PaymentReceived', 'fen');
  const isOpen = at < 0 && !isFinal && owed;
  return [
    ...after.map(({ type }) => `INV-48 ${type} after the end ${stream}`),
    ...(isOpen ? [`INV-48 never ceased ${stream}`] : []),
  ];
};
const fees: Law = (told) =>
  ofCategory(told, 'feeCase').flatMap(([stream, events]) => [
    ...levies(stream, events),
    ...money(stream, events),
    ...cessation(stream, events),
    ...(events.filter(({ type }) => type === 'LevyDecided').length > 1 ? [`INV-42 levied twice ${stream}`] : []),
  ]);

const agreedFields = (type: unknown): readonly string[] =>
  signing.messages.find((message) => message.type === type)?.fields ?? [];
const asked = (stream: string, events: readonly ReadEvent[]): readonly string[] => {
  const types = events.map(({ type }) => type);
  const count = (type: string) => types.filter((one) => one === type).length;
  const sent = events.find(({ type }) => type === 'RequestSubmitted')?.data ?? {};
  const named = [...(sent.fields as string[]), ...(sent.asks as string[])];
  const wrong: string[] = [];
  if (!named.every((field) => agreedFields(sent.type).includes(field))) wrong.push('INV-60 not agreed');
  if (sent.type === 'H') wrong.push('INV-66 a former message');
  if (count('FeedbackGiven') > 1) wrong.push('INV-63 answered twice');
  if (count('FeedbackGiven') > 0 && types.indexOf('RequestDelivered') > types.indexOf('FeedbackGiven'))
    wrong.push('INV-63 answered before it was delivered');
  const answered = events.find(({ type }) => type === 'FeedbackGiven')?.data;
  if (answered && answered.by !== sent.to) wrong.push('INV-63 answered by another county');
  if (count('RequestDelivered') > 1) wrong.push('INV-64 due twice');
  return wrong.map((text) => `${text} ${stream}`);
};
const messages: Law = (told) => ofCategory(told, 'exchangeCase').flatMap(([stream, events]) => asked(stream, events));

const whole: Law = ({ county, events }) =>
  events.flatMap(({ type, metadata, stored }) => {
    const { purpose, basis, actor, regime, occurredOn, ledger } = metadata;
    const isComplete = purpose && basis.length > 0 && actor.id && actor.office && ledger.startsWith(`${county}/`);
    const fits = regime === regimeOn(firstDayOf(occurredOn)).id;
    return [
      ...(isComplete ? [] : [`INV-90 ${stored.stream} ${type}`]),
      ...(fits ? [] : [`BAD-35 ${stored.stream} ${type} of ${occurredOn} under ${regime}`]),
    ];
  });

const LAWS: readonly Law[] = [oneRegistration, deathIsTerminal, certificates, payees, subsidies, fees, messages, whole];

const casesOf = (told: Told) => ofCategory(told, 'exchangeCase').map(([, events]) => fold(exchangeCase, events));
/** What the two logs say differently of one case, once every letter has arrived. */
const disagreements = ({ counties: [first, second] }: Lived): readonly string[] =>
  reconcileCases(casesOf(first), casesOf(second)).map((one) => `INV-65 ${JSON.stringify(one)}`);

export const broken = (lived: Lived): readonly string[] => [
  ...lived.counties.flatMap((told) => LAWS.flatMap((law) => law(told))),
  ...(lived.lettersLeft === 0 ? disagreements(lived) : [`a letter that never arrives`]),
  ...lived.unlikeRepeats.map((text) => `INV-92 ${text}`),
];
