/** 办理事项 The table of commands over HTTP: a path for every command a decider takes, or null for one nobody may send. */
import { refusal } from '../domain/accountability/refusals.ts';
import type { AnyDecider, CommandOf } from '../domain/kernel/decider.ts';
import { ledger } from '../domain/ledger/ledger.ts';
import { policy } from '../domain/policy/rule-versions.ts';
import { access } from '../domain/privacy/access.ts';
import { vault } from '../domain/privacy/erasure.ts';
import { birth } from '../domain/registry/birth.ts';
import { household } from '../domain/registry/household.ts';
import { householdRegistration } from '../domain/registry/household-registration.ts';
import { person } from '../domain/registry/person.ts';

/** A command without a line here does not compile. */
type Paths<D extends AnyDecider> = Readonly<Record<CommandOf<D>['type'], `/${string}` | null>>;
export interface CommandPaths {
  readonly decider: AnyDecider;
  readonly paths: Readonly<Record<string, string | null>>;
}
const pathsOf = <D extends AnyDecider>(decider: D, paths: Paths<D>): CommandPaths => ({ decider, paths });

export const commandPaths: readonly CommandPaths[] = [
  pathsOf(person, {
    RegisterPerson: '/persons',
    AssignCitizenId: '/persons/:id/citizen-id',
    RecordMaritalStatus: '/persons/:id/marital-status',
    CorrectFact: '/persons/:id/corrections',
    RecordDeath: '/persons/:id/death',
  }),
  pathsOf(household, {
    FormHousehold: '/households',
    ChangeHead: '/households/:id/head',
    MoveHousehold: '/households/:id/move',
    DissolveHousehold: '/households/:id/dissolution',
  }),
  pathsOf(householdRegistration, {
    TakeOverRegistration: '/persons/:id/registration/take-over',
    RegisterChild: '/persons/:id/registration/child',
    RefuseRegistration: '/persons/:id/registration/refusal',
    MoveBetweenHouseholds: '/persons/:id/registration/move',
    MoveOut: '/persons/:id/registration/move-out',
    MoveIn: '/persons/:id/registration/move-in',
    CancelOnDeath: '/persons/:id/registration/cancellation',
  }),
  pathsOf(birth, {
    ReportBirth: '/births',
    IssueBirthCertificate: '/births/:id/certificate',
    ReplaceBirthCertificate: '/births/:id/certificate/replacement',
    VoidBirthCertificate: '/births/:id/certificate/voiding',
    AmendBirth: '/births/:id/amendments',
    ReportInfantDeath: '/births/:id/infant-death',
  }),
  pathsOf(policy, { LoadRuleVersion: '/rules' }),
  pathsOf(vault, { EraseOwner: '/erasures' }),
  // The ledger opens itself; after a restore the operator's tool says so, not a desk.
  pathsOf(ledger, { OpenLedger: null, RestoreLedger: null }),
  pathsOf(refusal, {}),
  pathsOf(access, {}),
];
