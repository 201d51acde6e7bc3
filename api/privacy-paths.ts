/** 个人信息权利路径 The commands of requests about one's own data over HTTP. */
import { dataRequest } from '../domain/privacy/data-subject-request.ts';
import { type CommandPaths, pathsOf } from './command-path.ts';

export const privacyPaths: readonly CommandPaths[] = [
  pathsOf(dataRequest, {
    ReceiveRequest: '/data-requests',
    VerifyIdentity: '/data-requests/:id/identity',
    SettleDueDate: '/data-requests/:id/due-date',
    FulfilRequest: '/data-requests/:id/fulfilment',
    PartlyRefuseRequest: '/data-requests/:id/partial-refusal',
    NoteOverdue: '/data-requests/:id/overdue',
  }),
];
