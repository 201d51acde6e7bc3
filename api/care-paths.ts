/** 服务办理路径 The commands of services over HTTP. */
import { consent } from '../domain/care/consent.ts';
import { type CommandPaths, pathsOf } from './command-path.ts';

export const carePaths: readonly CommandPaths[] = [
  pathsOf(consent, { GiveConsent: '/consents', WithdrawConsent: '/consents/:id/withdrawal' }),
];
