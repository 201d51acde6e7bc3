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
  'PIPL-34': pipl('34'),
  'PIPL-46': pipl('46'),
  'PIPL-47': pipl('47'),
  'PIPL-51': pipl('51'),
  'ARC-37': { instrument: '档案法', article: '37' },
} as const satisfies Readonly<Record<string, Citation>>;
export type CitationCode = keyof typeof CITATIONS;
export const CITATION_CODES = Object.keys(CITATIONS) as [CitationCode, ...CitationCode[]];
