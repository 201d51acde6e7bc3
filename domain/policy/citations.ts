/** 法律依据 Short registered codes of the law: events carry the code, this list carries what it stands for. */

export interface Citation {
  readonly instrument: string;
  readonly article?: string;
}

const hukou = (article: string): Citation => ({ instrument: '户口登记条例', article });
const pipl = (article: string): Citation => ({ instrument: '个人信息保护法', article });

export const CITATIONS = {
  'HRR-2': hukou('2'),
  'HRR-4': hukou('4'),
  'HRR-5': hukou('5'),
  'HRR-6': hukou('6'),
  'HRR-7': hukou('7'),
  'HRR-8': hukou('8'),
  'HRR-9': hukou('9'),
  'HRR-10': hukou('10'),
  'HRR-13': hukou('13'),
  'HRR-17': hukou('17'),
  'IDC-3': { instrument: '居民身份证法', article: '3' },
  'MIH-23': { instrument: '母婴保健法', article: '23' },
  'CC-17': { instrument: '民法典', article: '17' },
  'CC-1049': { instrument: '民法典', article: '1049' },
  'CC-1071': { instrument: '民法典', article: '1071' },
  'GBF-2015-96': { instrument: '国办发〔2015〕96号' },
  'ZF-2021-30': { instrument: '中发〔2021〕30号' },
  'ARL-11': { instrument: '行政复议法', article: '11' },
  'ARL-20': { instrument: '行政复议法', article: '20' },
  'ARL-23': { instrument: '行政复议法', article: '23' },
  'LL-104': { instrument: '立法法', article: '104' },
  'PIPL-6': pipl('6'),
  'PIPL-14': pipl('14'),
  'PIPL-15': pipl('15'),
  'PIPL-24': pipl('24'),
  'PIPL-28': pipl('28'),
  'PIPL-29': pipl('29'),
  'PIPL-31': pipl('31'),
  'PIPL-34': pipl('34'),
  'PIPL-44': pipl('44'),
  'PIPL-45': pipl('45'),
  'PIPL-46': pipl('46'),
  'PIPL-47': pipl('47'),
  'PIPL-48': pipl('48'),
  'PIPL-50': pipl('50'),
  'PIPL-51': pipl('51'),
  'WRP-21': { instrument: '妇女权益保障法', article: '21' },
  'PFP-21': { instrument: '人口与计划生育法', article: '21' },
  'PFP-27': { instrument: '人口与计划生育法', article: '27' },
  'PFP-31': { instrument: '人口与计划生育法', article: '31' },
  'FPS-17': { instrument: '计划生育技术服务管理条例', article: '17' },
  'FPS-19': { instrument: '计划生育技术服务管理条例', article: '19' },
  'FPS-38': { instrument: '计划生育技术服务管理条例', article: '38' },
  'MIH-19': { instrument: '母婴保健法', article: '19' },
  'MIH-32': { instrument: '母婴保健法', article: '32' },
  'CCS-2025': { instrument: '育儿补贴制度实施方案（2025）' },
  'RAS-2004': { instrument: '农村部分计划生育家庭奖励扶助制度试点方案（国办发〔2004〕21号）' },
  'SAS-2007': { instrument: '计划生育家庭特别扶助制度试点方案（国人口发〔2007〕78号）' },
  'ARL-12': { instrument: '行政复议法', article: '12' },
  'PFP-2021': { instrument: '人口与计划生育法（2021修正）' },
  'D357-5': { instrument: '社会抚养费征收管理办法', article: '5' },
  'ALL-70': { instrument: '行政诉讼法', article: '70' },
  'SCL-4': { instrument: '国家赔偿法', article: '4' },
  'SCL-36': { instrument: '国家赔偿法', article: '36' },
  'ARC-37': { instrument: '档案法', article: '37' },
} as const satisfies Readonly<Record<string, Citation>>;
export type CitationCode = keyof typeof CITATIONS;
export const CITATION_CODES = Object.keys(CITATIONS) as [CitationCode, ...CitationCode[]];
