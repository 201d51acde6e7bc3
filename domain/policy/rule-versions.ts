/** 规则版本 What a kind of rule says from one date until another, loaded as an event with its citation and digest. */
import * as z from 'zod';
import { canonicalText } from '../kernel/canonical.ts';
import { accept, already, type Decider } from '../kernel/decider.ts';
import { command, defineCommands, defineEvents, event } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { CivilDate, Digest } from '../kernel/values.ts';
import { TOPIC_NAMES, TOPICS } from './topics.ts';

const topic = z.enum(TOPIC_NAMES);
const versionName = z.string().regex(/^[A-Za-z0-9._-]{1,40}$/, 'at most 40 letters, digits, . _ -');
const version = z.strictObject({
  topic,
  version: versionName,
  /** 省级代码 Two digits of GB/T 2260; without it the version is the country's. */
  province: z
    .string()
    .regex(/^\d{2}$/, 'two digits of GB/T 2260')
    .optional(),
  /** First day in force. */
  from: CivilDate,
  /** First day no longer in force; without it, until a later version begins. */
  to: CivilDate.optional(),
  /** Instrument and article. */
  citation: z.string().min(1).max(200),
  /** SHA-256 of the body's canonical JSON. */
  digest: Digest,
  body: z.record(z.string(), z.json()),
});
export type RuleVersion = z.output<typeof version>;
/** 撤回 Why a version no longer stands: it was never the law, or was written down wrongly. What was the law ends by its date. */
const retirement = z.strictObject({
  topic,
  version: versionName,
  reason: z.enum(['WRITTEN_DOWN_WRONGLY', 'ANNULLED_FROM_THE_BEGINNING', 'LOADED_TWICE']),
  /** Document under which it is withdrawn. */
  authority: z.string().min(1).max(100),
});
/** 解释 How an organ entitled to it says that rules of a topic are to be read; it changes none of their values. */
const interpretation = z.strictObject({
  topic,
  organ: z.enum(['STANDING_COMMITTEE', 'SUPREME_COURT', 'STATE_COUNCIL', 'MINISTRY', 'PROVINCE']),
  citation: z.string().min(1).max(200),
  issuedOn: CivilDate,
  from: CivilDate,
  /** SHA-256 of the document. */
  digest: Digest,
});
const how = { purpose: 'ACCOUNTABILITY', basis: ['LL-104'] } as const;
const commands = defineCommands({
  LoadRuleVersion: command(version, how),
  RetireRuleVersion: command(retirement, how),
  RecordInterpretation: command(interpretation, how),
});
const events = defineEvents({
  RuleVersionLoaded: event(version, (old) => old),
  RuleVersionRetired: event(retirement),
  InterpretationRecorded: event(interpretation),
});

const rejections = {
  OTHER_TOPIC: {
    zh: '规则主题与所写入的记录不符。',
    en: 'The version is of another topic than the stream it is sent to.',
  },
  RULE_BODY_MISFIT: { zh: '规则内容不符合该主题的格式。', en: "The body does not fit the topic's schema." },
  RULE_VERSION_TAKEN: {
    zh: '该版本号已载入，内容不同。',
    en: 'This version is loaded already with other content.',
    alternative: { zh: '请使用新的版本号。', en: 'Give it a new version.' },
    conflict: true,
  },
  RULE_VERSIONS_OVERLAP: {
    zh: '生效期间与已载入的版本重叠。',
    en: 'The time in force overlaps that of a version already loaded.',
    conflict: true,
  },
  RULE_VERSION_UNKNOWN: { zh: '没有载入该版本。', en: 'No such version is loaded.' },
  RULE_VERSION_RETIRED: {
    zh: '该版本号已撤回。',
    en: 'A version of this name was withdrawn.',
    alternative: { zh: '请使用新的版本号。', en: 'Give it a new version.' },
    conflict: true,
  },
  EMPTY_INTERVAL: { zh: '失效日期不晚于生效日期。', en: 'It ends before it begins.' },
} as const satisfies Rejections;

/** A loaded version without its body. */
type Interval = Pick<RuleVersion, 'version' | 'province' | 'from' | 'to' | 'digest'>;
export interface PolicyState {
  readonly versions: readonly Interval[];
  /** Names of versions that were withdrawn. */
  readonly retired: readonly string[];
  /** Digests of the interpretations on record. */
  readonly interpretations: readonly string[];
}

/** A later version ends an open one; anything else that shares a day overlaps. */
const overlaps = (loaded: Interval, added: Interval): boolean => {
  if (loaded.province !== added.province) return false;
  const beforeLoaded = added.to !== undefined && added.to <= loaded.from;
  const afterLoaded = loaded.to === undefined ? loaded.from < added.from : loaded.to <= added.from;
  return !beforeLoaded && !afterLoaded;
};

/** Stream `policy-<topic>`. The digest was compared with the body by `digestHolds` at the edge: decisions cannot hash. */
export const policy: Decider<PolicyState, typeof commands, typeof events, typeof rejections> = {
  category: 'policy',
  subject: null,
  prefix: 'r',
  commands,
  events,
  rejections,
  initialState: { versions: [], retired: [], interpretations: [] },
  decide: {
    LoadRuleVersion: (data, { versions, retired }, { subject }) => {
      if (data.topic !== subject) return refuse('OTHER_TOPIC', { field: '/topic' });
      const [issue] = TOPICS[data.topic].safeParse(data.body).error?.issues ?? [];
      if (issue) return refuse('RULE_BODY_MISFIT', { field: `/body/${issue.path.join('/')}`, rule: issue.message });
      const same = versions.find((loaded) => loaded.version === data.version);
      if (same) {
        const isSame =
          same.digest === data.digest &&
          same.from === data.from &&
          same.to === data.to &&
          same.province === data.province;
        return isSame ? already() : refuse('RULE_VERSION_TAKEN', { version: data.version });
      }
      if (retired.includes(data.version)) return refuse('RULE_VERSION_RETIRED', { version: data.version });
      if (data.to !== undefined && data.to <= data.from) return refuse('EMPTY_INTERVAL', { field: '/to' });
      const other = versions.find((loaded) => overlaps(loaded, data));
      if (other) return refuse('RULE_VERSIONS_OVERLAP', { version: other.version, from: other.from });
      return accept([events.RuleVersionLoaded(data)], { occurredOn: data.from });
    },
    RetireRuleVersion: (data, { versions, retired }, { subject }) => {
      if (data.topic !== subject) return refuse('OTHER_TOPIC', { field: '/topic' });
      if (retired.includes(data.version)) return already();
      if (!versions.some((loaded) => loaded.version === data.version))
        return refuse('RULE_VERSION_UNKNOWN', { field: '/version' });
      return accept([events.RuleVersionRetired(data)]);
    },
    RecordInterpretation: (data, { interpretations }, { subject }) => {
      if (data.topic !== subject) return refuse('OTHER_TOPIC', { field: '/topic' });
      if (interpretations.includes(data.digest)) return already();
      return accept([events.InterpretationRecorded(data)], { occurredOn: data.issuedOn });
    },
  },
  evolve: {
    RuleVersionLoaded: (state, { version: loaded, province, from, to, digest }) => ({
      ...state,
      versions: [...state.versions, { version: loaded, province, from, to, digest }],
    }),
    RuleVersionRetired: (state, { version: withdrawn }) => ({
      ...state,
      versions: state.versions.filter((loaded) => loaded.version !== withdrawn),
      retired: [...state.retired, withdrawn],
    }),
    InterpretationRecorded: (state, { digest }) => ({
      ...state,
      interpretations: [...state.interpretations, digest],
    }),
  },
};

/** Whether a version's digest is that of its body; asked before the command is executed and when versions are read. */
export const digestHolds = (hash: (text: string) => string, { digest, body }: Pick<RuleVersion, 'digest' | 'body'>) =>
  hash(canonicalText(body)) === digest;
