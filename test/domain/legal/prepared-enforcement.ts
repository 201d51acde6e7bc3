// Situations in which each command of a case against a provider is carried out.
import type { Situation } from '../../support/situation.ts';
import {
  ask,
  decided,
  decision,
  defence,
  ENFORCEMENT,
  notice,
  notified,
  opened,
  opening,
  paying,
  performed,
  PHOTO,
  proved,
  ready,
  record,
  review,
  served,
  serving,
  taking,
  type Telling,
  unopened,
  yuan,
} from './enforcement-cast.ts';

const taken = (
  told: Telling,
  { type, data }: { type: string; data: unknown },
): Readonly<Record<string, Situation>> => ({
  [`enforcementCase.${type}`]: { subject: ENFORCEMENT, history: told.events, streams: {}, data },
});
const request = ask.RequestHearing({ requestedOn: '2026-02-04', record });
const announce = ask.NotifyHearing({ hearingOn: '2026-03-04', notifiedOn: '2026-02-24', record });
const close = ask.CloseCase({ ending: 'PERFORMED', closedOn: '2026-03-12', record });

export const preparedEnforcement: Readonly<Record<string, Situation>> = {
  ...taken(unopened(), opening()),
  ...taken(opened(), taking()),
  ...taken(proved(), ask.ExcludeEvidence({ evidence: PHOTO, flaw: 'FORGED', excludedOn: '2026-02-01' })),
  ...taken(proved(), notice()),
  ...taken(notified(), defence()),
  ...taken(notified(), request),
  ...taken(notified().asked(request), announce),
  ...taken(
    notified().asked(request, announce),
    ask.HoldHearing({ heldOn: '2026-03-04', presiderId: 's-30', attended: true, record }),
  ),
  ...taken(notified().asked(defence()), review()),
  ...taken(ready(), decision()),
  ...taken(decided(), serving()),
  ...taken(
    served(),
    ask.GrantInstalments({
      grantedOn: '2026-03-05',
      record,
      instalments: [{ dueOn: '2026-06-30', fen: yuan(30_000) }],
    }),
  ),
  ...taken(served(), paying('FINE', 30_000, '罚1')),
  ...taken(proved(), ask.TransferToPolice({ organ: '平安县公安局', transferredOn: '2026-01-20', record })),
  ...taken(performed(), close),
  ...taken(performed().asked(close), ask.ArchiveCase({ archiveNumber: '平卫档〔2026〕7号', archivedOn: '2026-03-13' })),
};
