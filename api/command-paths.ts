/** 办理事项 The table of commands over HTTP: a path for every command a decider takes, or null for one nobody may send. */
import { refusal } from '../domain/accountability/refusals.ts';
import { task } from '../domain/accountability/task.ts';
import { importBatch } from '../domain/ledger/import-batch.ts';
import { ledger } from '../domain/ledger/ledger.ts';
import { policy } from '../domain/policy/rule-versions.ts';
import { access } from '../domain/privacy/access.ts';
import { vault } from '../domain/privacy/erasure.ts';
import { type CommandPaths, pathsOf } from './command-path.ts';
import { privacyPaths } from './privacy-paths.ts';
import { legalPaths } from './legal-paths.ts';
import { registryPaths } from './registry-paths.ts';
import { benefitPaths } from './benefit-paths.ts';
import { carePaths } from './care-paths.ts';
import { redressPaths } from './redress-paths.ts';
import { accountabilityPaths } from './accountability-paths.ts';
import { exchangePaths } from './exchange-paths.ts';

export const commandPaths: readonly CommandPaths[] = [
  ...registryPaths,
  ...legalPaths,
  ...carePaths,
  ...benefitPaths,
  ...privacyPaths,
  ...accountabilityPaths,
  ...redressPaths,
  ...exchangePaths,
  pathsOf(policy, {
    LoadRuleVersion: '/rules',
    RetireRuleVersion: '/rules/retirements',
    RecordInterpretation: '/rules/interpretations',
  }),
  pathsOf(vault, { EraseOwner: '/erasures' }),
  // The ledger opens itself; after a restore the operator's tool says so, not a desk.
  pathsOf(ledger, { OpenLedger: null, RestoreLedger: null }),
  pathsOf(task, { NoteRefusal: null, NoteSettled: null }),
  // An import seals itself, with the digest of a manifest that only it has made.
  pathsOf(importBatch, { SealImport: null }),
  pathsOf(refusal, {}),
  pathsOf(access, {}),
];
