/** 关联 Parentage, duplicates and legacy identifiers of a person: links that can be undone, and nothing lost by them. */
import type * as z from 'zod';
import { accept, already, type Context, doubt, type Facts, fact } from '../kernel/decider.ts';
import { unlessErased } from '../kernel/message.ts';
import { refuse } from '../kernel/refusal.ts';
import { stoodWithin } from '../policy/divisions.ts';
import { ruleUnder } from '../policy/topics.ts';
import type { BirthState } from './birth.ts';
import { classifyLegacyIdentifier, dateStatedIn } from './legacy-identifier.ts';
import type { PersonState } from './person.ts';
import { type commands, events } from './person-shapes.ts';
import { identityOf } from './vital.ts';

type DataOf<T extends keyof typeof commands.specs> = z.output<(typeof commands.specs)[T]['data']>;

const called = (facts: Facts, person: string, birth: string) =>
  identityOf(fact<PersonState>(facts, person), fact<BirthState>(facts, birth));
const known = (state: PersonState, facts: Facts) => identityOf(state, fact<BirthState>(facts, 'birth'));

/** A mother proves nothing that the birth does not deny; a father whom it does not name needs a test or a judgment. */
const parentageFault = ({ relation, proof }: DataOf<'RecordParentage'>, parentId: string, birth: BirthState) => {
  if (proof === 'COURT_DECISION') return undefined;
  if (relation === 'MOTHER' && birth.status === 'reported' && birth.motherId !== parentId)
    return refuse('PARENT_NOT_ON_RECORD', { field: '/relation' });
  if (relation !== 'FATHER' || proof === 'PARENTAGE_TEST') return undefined;
  const isNamed = birth.status === 'reported' ? birth.fatherId === parentId : proof === 'BIRTH_CERTIFICATE';
  return isNamed ? undefined : refuse('PATERNITY_PROOF_NEEDED', { field: '/proof' });
};

/** 继父母收养继子女 What was recorded first stays true of its time. */
const isAdoptedByStepParent = (before: string, now: string) => before === 'STEP_PARENT' && now === 'ADOPTIVE_PARENT';

export const recordParentage = (
  data: DataOf<'RecordParentage'>,
  state: PersonState,
  { subject }: Context,
  facts: Facts,
) => {
  const { childId, relation, proof = 'STATEMENT' } = data;
  const who = known(state, facts);
  if (!who) return refuse('PERSON_UNKNOWN');
  if (childId === subject) return refuse('CHILD_IS_SELF', { field: '/childId' });
  const before = state.children?.findLast((child) => child.childId === childId);
  if (before?.relation === relation) return already<never>();
  if (before && !isAdoptedByStepParent(before.relation, relation))
    return refuse('PARENTAGE_RECORDED_OTHERWISE', { field: '/relation' });
  const child = called(facts, 'child', 'childBirth');
  if (!child) return refuse('CHILD_UNKNOWN', { field: '/childId' });
  // A step-parent may well be younger than a grown child.
  if (relation !== 'STEP_PARENT' && child.bornIn <= who.bornIn) return refuse('CHILD_IS_OLDER', { field: '/childId' });
  const fault = parentageFault(data, subject, fact<BirthState>(facts, 'childBirth'));
  return fault ?? accept([events.ParentageRecorded({ childId, relation, proof })]);
};

const isAlike = (one: string | undefined, other: string | undefined) =>
  one === undefined || other === undefined || one === other;

export const linkDuplicate = (
  { survivorId }: DataOf<'LinkDuplicate'>,
  state: PersonState,
  context: Context,
  facts: Facts,
) => {
  if (state.survivorId !== undefined)
    return state.survivorId === survivorId
      ? already<never>()
      : refuse('LINKED_OTHERWISE', { survivorId: state.survivorId });
  if (survivorId === context.subject) return refuse('LINKED_TO_ITSELF', { field: '/survivorId' });
  const [who, survivor] = [known(state, facts), called(facts, 'survivor', 'survivorBirth')];
  if (!who) return refuse('PERSON_UNKNOWN');
  if (!survivor) return refuse('SURVIVOR_UNKNOWN', { field: '/survivorId' });
  const on = fact<PersonState>(facts, 'survivor').survivorId;
  if (on !== undefined) return refuse('SURVIVOR_IS_DUPLICATE', { survivorId: on });
  const alike = who.sex === survivor.sex && isAlike(unlessErased(who.bornOn), unlessErased(survivor.bornOn));
  const fault = alike ? undefined : doubt(context, 'RECORDS_DIFFER', { field: '/survivorId' });
  return fault ?? accept([events.DuplicateLinked({ survivorId })]);
};

export const reverseLink = ({ reason }: DataOf<'ReverseDuplicateLink'>, { survivorId }: PersonState) =>
  survivorId === undefined
    ? refuse('NOT_LINKED')
    : accept([events.DuplicateLinkReversed({ survivorId, reason })], { annulsField: 'survivorId' });

export const classifyLegacy = (
  { identifier }: DataOf<'ClassifyLegacyIdentifier'>,
  state: PersonState,
  context: Context,
  facts: Facts,
) => {
  if (context.origin !== 'LEGACY_IMPORT') return refuse('HISTORY_ALONE');
  const who = known(state, facts);
  if (!who) return refuse('PERSON_UNKNOWN');
  if (state.legacy && unlessErased(state.legacy.identifier) === identifier) return already<never>();
  const divisions = ruleUnder('R4', 'divisions', { context, on: context.today });
  if (!divisions) return refuse('NO_RULE_IN_FORCE', { topic: 'divisions', on: context.today });
  const bornOn = unlessErased(who.bornOn);
  const from = bornOn ?? dateStatedIn(identifier ?? '') ?? context.today;
  const countyStood = (county: string) => stoodWithin(divisions, county, [from, context.today]);
  const found = classifyLegacyIdentifier(identifier, { bornOn, sex: who.sex, countyStood });
  return accept([
    events.LegacyIdentifierClassified({
      ...found,
      flags: [...found.flags],
      ...(identifier !== undefined && { identifier }),
    }),
  ]);
};
