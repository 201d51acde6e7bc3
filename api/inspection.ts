/** 监督 Inspectors read files under an open investigation alone; without one a file stays closed, and the attempt is recorded. */
import { problemOfRefusal } from './problems.ts';
import { ProblemError } from './problems.ts';
import { type RejectionText, refuse } from '../domain/kernel/refusal.ts';
import type { Officer } from './issuer.ts';
import type { Recorder } from './records.ts';

const REF_22: RejectionText = {
  zh: '没有已立案的调查，监督人员不得查阅个人或者户的档案。',
  en: 'Without an open investigation an inspector does not read files of persons or households.',
  citations: ['个人信息保护法 6', '个人信息保护法 51'],
  alternative: { zh: '请先立案调查。', en: 'Open an investigation first.' },
};

/** @throws ProblemError where an inspector asks for a file; `subject` as `person:p_…` */
export const refuseBrowsing = async (
  record: Recorder,
  officer: Officer,
  asked: { readonly query: string; readonly subject?: string },
): Promise<void> => {
  if (officer.role !== 'Inspector') return;
  const event = { type: 'AccessDenied', data: { ...asked, reason: 'REF-22' } };
  await record('access', officer, { event, purpose: 'ACCOUNTABILITY', basis: ['PIPL-51'] });
  throw new ProblemError(problemOfRefusal(refuse('REF-22'), REF_22));
};
