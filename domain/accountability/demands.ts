/** 不当要求 What no command takes, by the names under which it is asked for: each field with the refusal that names it. */
import { kernelRejections, type RejectionText, type Rejections } from '../kernel/refusal.ts';

/** Refusals of what somebody demands; the attempt is recorded for inspectors. */
export const demandRejections = {
  'REF-04': {
    zh: '不得建立孕情跟踪名单或者“重点对象”名单。',
    en: 'No list tracks pregnancies, and none keeps “key objects”.',
    citations: [
      '个人信息保护法 6',
      '个人信息保护法 28',
      '个人信息保护法 29',
      '人口与计划生育法 19',
      '妇女权益保障法 32',
    ],
    alternative: {
      zh: '本人自愿预约的产前检查，可以按其订阅提醒。',
      en: 'Reminders of visits that the woman booked and subscribed to herself.',
    },
    recorded: true,
  },
  'REF-05': {
    zh: '不得强制检查，不得下达到检指标，不得追查未参加者。',
    en: 'No screening is compulsory, no attendance has a quota, and nobody is chased for staying away.',
    citations: ['人口与计划生育法 20', '妇女权益保障法 21', '个人信息保护法 16'],
    alternative: {
      zh: '可以提供服务，并汇总统计接受情况。',
      en: 'Offer the service, and count its uptake in aggregate.',
    },
    recorded: true,
  },
  'REF-06': {
    zh: '不得规定长效避孕、绝育或者“补救措施”。',
    en: 'Neither long-acting contraception nor sterilisation nor “remedial measures” are prescribed to anybody.',
    citations: ['人口与计划生育法 19', '人口与计划生育法 20', '妇女权益保障法 32'],
    alternative: { zh: '请提供知情选择的咨询。', en: 'Offer counselling with an informed choice.' },
    recorded: true,
  },
  'REF-07': {
    zh: '不得要求返回户籍地检查或者邮寄孕检证明。',
    en: 'Nobody is made to return to their registered place for checks, or to send a certificate of them.',
    citations: ['国务院令第555号 13', '人口与计划生育法 19', '个人信息保护法 6'],
    alternative: { zh: '请在现居住地自愿接受服务。', en: 'Services are offered where the person lives.' },
    recorded: true,
  },
  'REF-09': {
    zh: '不得按子女数对官员、党员或者公众人物编制名单。',
    en: 'No list of officials, party members or public figures is kept by their number of children.',
    citations: ['人口与计划生育法（2021修正）', '个人信息保护法 6'],
    recorded: true,
  },
  'REF-10': {
    zh: '不得把立案率、征收率或者罚没收入定为指标。',
    en: 'Neither rates of filing or collecting nor income from penalties are targets.',
    citations: ['行政处罚法 74（3）'],
    alternative: {
      zh: '可以考核案卷质量、合法性和及时性。',
      en: 'Assess the quality of files, lawfulness and timeliness.',
    },
    recorded: true,
  },
  'REF-11': {
    zh: '不得对单位或者个人规定生育指标、出生率得分、符合率指标或者多生指标。',
    en: 'Neither birth quotas nor scores of birth or compliance rates, nor quotas of more births, are set for a unit or a person.',
    citations: ['人口与计划生育法 17', '人口与计划生育法 18', '妇女权益保障法 32'],
    alternative: { zh: '可以使用服务和支持类指标。', en: 'Use indicators of service and support.' },
    recorded: true,
  },
  'REF-12': {
    zh: '不得点名公布个人作为反面典型。',
    en: 'Nobody is published by name as a negative example.',
    citations: ['个人信息保护法 25', '行政处罚法 50'],
    alternative: { zh: '可以用匿名案例教学。', en: 'Teach with cases that name nobody.' },
    recorded: true,
  },
  'REF-13': {
    zh: '不登记胎儿性别，不建立终止妊娠的名册。',
    en: 'Fetal sex is not recorded, and no register of terminations is kept.',
    citations: ['人口与计划生育法 39', '母婴保健法 32', '个人信息保护法 28'],
    alternative: {
      zh: '病历由诊疗机构保存；对机构的监督请立案检查。',
      en: 'The record stays with the treating institution; institutions are inspected instead.',
    },
    recorded: true,
  },
  'REF-14': {
    zh: '不得因原社会抚养费列入失信名单或者限制消费，也不得建立“计划生育信用”评分。',
    en: 'Nobody is listed as a dishonest debtor or restricted in consumption for an old fee, and no “family planning credit” is scored.',
    citations: ['（2023）云2323执恢39号', '个人信息保护法 24'],
    alternative: { zh: '请申请解除已有的限制。', en: 'Ask for existing restrictions to be lifted.' },
    recorded: true,
  },
  'REF-15': {
    zh: '不得对个人的生育意愿或者“风险”评分、预测。',
    en: "Nobody's intention to have children, or “risk”, is scored or predicted.",
    citations: ['个人信息保护法 24', '个人信息保护法 28'],
    alternative: { zh: '可以作汇总的需求预测。', en: 'Forecast demand in aggregate.' },
    recorded: true,
  },
  'REF-16': {
    zh: '不得收取押金、保证金，也不得由亲属、村或者单位代为负担。',
    en: 'Neither deposits nor guarantees nor payment by relatives, a village or an employer may be taken.',
    citations: ['社会抚养费征收管理办法 3（3）', '社会抚养费征收管理办法 13', '人口与计划生育法 4'],
    alternative: { zh: '已收取的，登记为违法收取并退还。', en: 'What was taken is recorded as unlawful and returned.' },
    recorded: true,
  },
  'REF-17': {
    zh: '不得因本人生育处分工作人员。',
    en: 'No member of staff is disciplined for children of their own.',
    citations: ['人口与计划生育法（2021修正）', '中发〔2021〕30号'],
    recorded: true,
  },
  'REF-18': {
    zh: '不得向其他地区、企业或者境外批量提供个人信息。',
    en: 'No register of persons is handed to a region, a company or abroad.',
    citations: ['个人信息保护法 21', '个人信息保护法 23', '个人信息保护法 36'],
    alternative: {
      zh: '请提供汇总数据，或者就个人的具体事项发送定向消息。',
      en: 'Give aggregates, or send a directed message about one matter of one person.',
    },
    recorded: true,
  },
  'REF-19': {
    zh: '不得要求提交行政机关已经掌握的证明。',
    en: 'No proof is demanded that the administration already holds.',
    citations: ['国卫办人口发〔2021〕21号', '优化营商环境条例 46'],
    alternative: { zh: '请向掌握信息的部门核查。', en: 'Check it with the office that holds it.' },
    recorded: true,
  },
  'REF-20': {
    zh: '不得更改统计数字、倒填事件日期或者删除记录。',
    en: 'No figure is changed, no event is backdated and no record is deleted.',
    citations: ['统计法 7', '统计法 40', '人口与计划生育法 43（5）', '档案法 48'],
    alternative: { zh: '请记录更正，原值保留。', en: 'Record a correction; the old value is kept.' },
    recorded: true,
  },
  'REF-21': {
    zh: '只有本人可以同意；配偶、家人、单位或者村（居）委会不能代为同意。',
    en: 'Nobody but the person herself consents: neither spouse nor family, employer, village or office.',
    citations: ['妇女权益保障法 21', '计划生育技术服务管理条例 17', '母婴保健法 19'],
    alternative: {
      zh: '请向本人说明后由本人同意，或者由本人拒绝，不影响其他任何事项。',
      en: 'Explain it to her and let her consent, or decline: nothing else depends on it.',
    },
    recorded: true,
  },
} as const satisfies Rejections;
export type DemandCode = keyof typeof demandRejections;

/** Words of field names, small letters without separators, that make them such a demand wherever they stand in a name. */
const DEMANDS: Readonly<Record<DemandCode, readonly string[]>> = {
  'REF-04': ['pregnancytracking', 'pregnancystatus', 'gestational', 'keyobject', 'menstrua', 'pregnancycheck'],
  'REF-05': ['attendancequota', 'compulsor', 'mandatorycheck', 'nonattend', 'screeningquota', 'missedcheck'],
  'REF-06': [
    'sterilis',
    'steriliz',
    'iudquota',
    'remedialmeasure',
    'longactingquota',
    'contraceptionquota',
    'ligation',
  ],
  'REF-07': ['returnby', 'returntoregistered', 'returnforcheck', 'pregnancycertificate', 'pregnancyproof'],
  'REF-09': [
    'officialschildren',
    'membersbychildren',
    'cadrechildren',
    'officialsbychildren',
    'childrenofofficial',
    'childrenofmember',
    'publicfigure',
  ],
  'REF-10': [
    'filingrate',
    'collectionrate',
    'collectiontarget',
    'penaltyincome',
    'penaltytarget',
    'fineincome',
    'levytarget',
    'feetarget',
  ],
  'REF-11': [
    'birthquota',
    'birthtarget',
    'birthrate',
    'compliancerate',
    'plannedbirthrate',
    'birthlimit',
    'quotaofbirths',
  ],
  'REF-12': ['negativeexample', 'namingandshaming', 'publicshaming', 'exposedname', 'publishedname', 'blackboard'],
  'REF-13': ['fetalsex', 'fetussex', 'foetalsex', 'sexoffetus', 'terminationregister', 'abortionregister'],
  'REF-14': [
    'blacklist',
    'creditscore',
    'planningcredit',
    'socialcredit',
    'consumptionrestrict',
    'consumptionban',
    'dishonestdebtor',
  ],
  'REF-15': ['fertilityintention', 'birthintention', 'riskscore', 'fertilityscore', 'birthrisk', 'birthprediction'],
  'REF-16': [
    'depositpaid',
    'depositfen',
    'depositreceipt',
    'guarantor',
    'guaranteefen',
    'guaranteereceipt',
    'collectiveliab',
    'jointliab',
    'suretyship',
  ],
  'REF-17': ['staffbirthsanction', 'staffdiscipline', 'disciplinaryaction', 'disciplineforbirth', 'ownbirthsanction'],
  'REF-18': [
    'bulkexport',
    'fullexport',
    'wholeregister',
    'databasedump',
    'personfeed',
    'foreignrecipient',
    'allpersons',
  ],
  'REF-19': [
    'hukoubook',
    'householdregistercopy',
    'idcardcopy',
    'birthcertificatecopy',
    'incomeproof',
    'residenceproof',
  ],
  'REF-20': [
    'backdat',
    'recordedat',
    'overwrite',
    'deleterecord',
    'deleteevent',
    'manualfigure',
    'figureoverride',
    'changefigure',
    'adjustedfigure',
  ],
  'REF-21': ['spouseconsent', 'husbandconsent', 'familyconsent', 'officeconsent', 'employerconsent', 'spousesign'],
};
const WORDS = Object.entries(DEMANDS).flatMap(([code, words]) =>
  words.map((word) => [word, code as DemandCode] as const),
);

/** The refusal of a demand, by the name of the field that makes it; undefined for any other name. */
export const demandOf = (field: string): DemandCode | undefined => {
  const letters = field.toLowerCase().replace(/[^a-z]/g, '');
  return WORDS.find(([word]) => letters.includes(word))?.[1];
};

/** What is told of a refused demand; whatever has no refusal of its own is a condition that nobody may set. */
export const textOfDemand = (code: string): RejectionText =>
  (demandRejections as Rejections)[code] ?? kernelRejections['REF-01'];
