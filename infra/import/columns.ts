/** 列表 What each column of a CSV file of one kind means, by its Chinese or English head; one row is one command. */

export interface Column {
  /** Path of the field, steps parted by dots; a number is a place in a list. */
  readonly field: string;
  readonly heads: readonly string[];
  /** What old forms write instead of a code. */
  readonly words?: Readonly<Record<string, string>>;
  /** The cell is an amount in yuan, the field in fen. */
  readonly unit?: 'yuan';
  /** 分期 The cell is a plan, `2009-01-01:5850;2009-07-01:5850`, its amounts in yuan. */
  readonly form?: 'instalments';
}
export interface ColumnTable {
  readonly kind: string;
  readonly category: string;
  readonly command: string;
  /** Heads of the old register's own key: of what the row makes, or of what it is about. */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  /** Fields that a row has where its columns are empty. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

const SEX = { 男: '1', 女: '2', 未知: '0', 未说明: '9', M: '1', F: '2' };
const MARITAL = { 未婚: '10', 已婚: '20', 初婚: '21', 再婚: '22', 复婚: '23', 丧偶: '30', 离婚: '40', 离异: '40' };
const RELATION = { 户主: '02', 本人: '01', 配偶: '10', 子: '20', 儿子: '20', 女: '30', 女儿: '30', 父: '51', 母: '52' };
const HOUSEHOLD_TYPE = { 家庭户: 'FAMILY', 集体户: 'COLLECTIVE' };
const RESIDENCE = { 城镇: 'URBAN', 非农业: 'URBAN', 农村: 'RURAL', 农业: 'RURAL' };
const SCENARIO = {
  多生: 'FURTHER_CHILD',
  超生: 'FURTHER_CHILD',
  未婚生育: 'UNMARRIED_FIRST',
  不符合条件: 'CONDITIONS_NOT_MET',
  与他人生育: 'WITH_A_THIRD_PARTY',
  无证生育: 'NO_PERMIT',
  间隔不足: 'SPACING',
};
const PROOF = { 直接送达: 'SIGNED_RECEIPT', 签收: 'SIGNED_RECEIPT', 邮寄: 'POST', 公告: 'PUBLIC_NOTICE', 无: 'NONE' };
const PAID_BY = {
  本人: 'PARTY',
  当事人: 'PARTY',
  亲属: 'RELATIVE',
  单位: 'EMPLOYER',
  村委会: 'VILLAGE',
  押金: 'DEPOSIT',
};
const STEP = { 调查: 'INVESTIGATION', 告知: 'NOTICE', 陈述: 'STATEMENT', 陈述申辩: 'STATEMENT', 听证: 'HEARING' };

const PERSON_KEY = ['个人编号', '人员编号', '编号', 'person'];
const CASE_KEY = ['案件编号', '案号', 'case'];
const TOWNSHIP = ['乡镇代码', '乡级代码', '街道代码'];
const CHILD = ['子女编号', '孩子编号', 'child'];

const person: ColumnTable = {
  ...{ kind: 'person', category: 'person', command: 'RegisterPerson', key: PERSON_KEY },
  columns: [
    { field: 'name', heads: ['姓名'] },
    { field: 'sex', heads: ['性别'], words: SEX },
    { field: 'bornOn', heads: ['出生日期', '出生年月日'] },
    { field: 'ethnicCode', heads: ['民族代码', '民族'], words: { 汉: '01', 汉族: '01', 回族: '03', 藏族: '04' } },
    { field: 'citizenId', heads: ['公民身份号码', '身份证号', '身份证号码'] },
    { field: 'township', heads: TOWNSHIP },
  ],
};
const household: ColumnTable = {
  ...{ kind: 'household', category: 'household', command: 'FormHousehold', key: ['户编号', '户号', 'household'] },
  columns: [
    { field: 'headId', heads: ['户主编号', 'head'] },
    { field: 'type', heads: ['户别', '户类型'], words: HOUSEHOLD_TYPE },
    { field: 'village', heads: ['村居代码', '村级代码', '社区代码'] },
    { field: 'address', heads: ['住址', '地址'] },
  ],
};
const registration: ColumnTable = {
  ...{ kind: 'registration', category: 'householdRegistration', command: 'TakeOverRegistration', key: PERSON_KEY },
  columns: [
    { field: 'householdId', heads: ['户编号', '户号', 'household'] },
    { field: 'relation', heads: ['与户主关系', '关系'], words: RELATION },
    { field: 'registeredOn', heads: ['登记日期', '落户日期'] },
  ],
};
const marital: ColumnTable = {
  ...{ kind: 'marital', category: 'person', command: 'RecordMaritalStatus', key: PERSON_KEY },
  columns: [
    { field: 'status', heads: ['婚姻状况'], words: MARITAL },
    { field: 'since', heads: ['婚姻变动日期', '婚姻日期'] },
    { field: 'spouseId', heads: ['配偶编号', 'spouse'] },
  ],
};
const death: ColumnTable = {
  ...{ kind: 'death', category: 'person', command: 'RecordDeath', key: PERSON_KEY },
  columns: [
    { field: 'diedOn', heads: ['死亡日期'] },
    { field: 'place', heads: ['死亡地点'] },
  ],
};
const birth: ColumnTable = {
  ...{ kind: 'birth', category: 'birth', command: 'ReportBirth', key: ['出生编号', ...CHILD] },
  columns: [
    { field: 'householdId', heads: ['户编号', '户号', 'household'] },
    { field: 'township', heads: TOWNSHIP },
    { field: 'mother.id', heads: ['母亲编号', 'mother'] },
    { field: 'mother.name', heads: ['母亲姓名'] },
    { field: 'mother.bornOn', heads: ['母亲出生日期'] },
    { field: 'father.id', heads: ['父亲编号', 'father'] },
    { field: 'father.name', heads: ['父亲姓名'] },
    { field: 'name', heads: ['姓名', '婴儿姓名'] },
    { field: 'sex', heads: ['性别'], words: SEX },
    { field: 'bornOn', heads: ['出生日期'] },
    { field: 'institution', heads: ['接生机构', '助产机构'] },
    { field: 'deliveryId', heads: ['分娩编号'] },
  ],
};
const feeCase: ColumnTable = {
  ...{ kind: 'fee-case', category: 'feeCase', command: 'FileCase', key: CASE_KEY },
  columns: [
    { field: 'partyId', heads: ['当事人编号', 'party'] },
    { field: 'childId', heads: CHILD },
    { field: 'bornOn', heads: ['子女出生日期'] },
    { field: 'order', heads: ['孩次'] },
    { field: 'county', heads: ['县级代码', '征收机关代码'] },
    { field: 'fileNumber', heads: ['立案文号', '档案号'] },
    { field: 'filedOn', heads: ['立案日期'] },
    { field: 'discoveredOn', heads: ['发现日期'] },
    { field: 'companionId', heads: ['另一方案件编号', 'companion'] },
  ],
};
const feeStep: ColumnTable = {
  ...{ kind: 'fee-step', category: 'feeCase', command: 'RecordStep', key: CASE_KEY },
  columns: [
    { field: 'step', heads: ['环节', '程序'], words: STEP },
    { field: 'on', heads: ['日期'] },
    { field: 'rightsStated', heads: ['告知权利', '是否告知权利'] },
  ],
};
const feeDecision: ColumnTable = {
  ...{ kind: 'fee-decision', category: 'feeCase', command: 'DecideLevy', key: CASE_KEY },
  defaults: { citations: [] },
  columns: [
    { field: 'decidedOn', heads: ['决定日期', '征收决定日期'] },
    { field: 'number', heads: ['决定文号', '征收决定文号'] },
    { field: 'byParty', heads: ['是否分别列明', '按当事人分列'] },
    { field: 'remedyText', heads: ['是否告知救济', '告知救济途径'] },
    { field: 'lines.0.childId', heads: CHILD },
    { field: 'lines.0.scenario', heads: ['情形', '违法情形'], words: SCENARIO },
    { field: 'lines.0.residence', heads: ['城乡', '户口性质'], words: RESIDENCE },
    { field: 'lines.0.division', heads: ['基数地区代码'] },
    { field: 'lines.0.extraChildren', heads: ['多生子女数'] },
    { field: 'lines.0.figureYear', heads: ['基数年度'] },
    { field: 'lines.0.figureFen', heads: ['征收基数（元）', '基数（元）'], unit: 'yuan' },
    { field: 'lines.0.multiple', heads: ['倍数（百分之）'] },
    { field: 'lines.0.amountFen', heads: ['征收金额（元）', '应缴金额（元）'], unit: 'yuan' },
    { field: 'lines.0.incomeFen', heads: ['实际收入（元）'], unit: 'yuan' },
    { field: 'citations.0.instrument', heads: ['引用法规', '法律依据'] },
    { field: 'citations.0.article', heads: ['条'] },
    { field: 'citations.0.paragraph', heads: ['款'] },
    { field: 'citations.0.item', heads: ['项'] },
  ],
};
const feeServed: ColumnTable = {
  ...{ kind: 'fee-service', category: 'feeCase', command: 'ServeDecision', key: CASE_KEY },
  columns: [
    { field: 'servedOn', heads: ['送达日期'] },
    { field: 'proof', heads: ['送达方式'], words: PROOF },
  ],
};
const feeInstalmentRequest: ColumnTable = {
  ...{ kind: 'fee-instalment-request', category: 'feeCase', command: 'RequestInstalments', key: CASE_KEY },
  columns: [
    { field: 'requestedOn', heads: ['申请日期', '分期申请日期'] },
    { field: 'proofAttached', heads: ['是否附证明', '附困难证明'] },
  ],
};
const feeInstalments: ColumnTable = {
  ...{ kind: 'fee-instalments', category: 'feeCase', command: 'ApproveInstalments', key: CASE_KEY },
  columns: [
    { field: 'approvedOn', heads: ['批准日期', '分期批准日期'] },
    { field: 'instalments', heads: ['分期计划（元）', '分期计划'], form: 'instalments' },
  ],
};
const feePayment: ColumnTable = {
  ...{ kind: 'fee-payment', category: 'feeCase', command: 'RecordPayment', key: CASE_KEY },
  columns: [
    { field: 'paidOn', heads: ['缴款日期', '缴费日期'] },
    { field: 'fen', heads: ['缴款金额（元）', '缴纳金额（元）'], unit: 'yuan' },
    { field: 'receipt', heads: ['票据号', '收据号'] },
    { field: 'paidBy', heads: ['缴款人', '缴款人类别'], words: PAID_BY },
  ],
};
const feeRemittance: ColumnTable = {
  ...{ kind: 'fee-remittance', category: 'feeCase', command: 'RecordRemittance', key: CASE_KEY },
  columns: [
    { field: 'remittedOn', heads: ['缴库日期'] },
    { field: 'fen', heads: ['缴库金额（元）'], unit: 'yuan' },
    { field: 'voucher', heads: ['缴款书号', '凭证号'] },
  ],
};

export const COLUMN_TABLES: readonly ColumnTable[] = [
  ...[person, household, registration, marital, death, birth],
  ...[feeCase, feeStep, feeDecision, feeServed, feeInstalmentRequest, feeInstalments, feePayment, feeRemittance],
];
