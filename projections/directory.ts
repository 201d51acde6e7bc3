/** 人口名录 The directory of persons: names and numbers behind pseudonyms, in the vault; who fills it, who asks it, who erases. */
import { type Erased, unlessErased } from '../domain/kernel/message.ts';
import type { OwnerClass } from '../domain/kernel/values.ts';

/** Which of a person's keys each field lies under; the keys of a person are erased class by class. */
export const DIRECTORY_CLASSES = {
  name: 'identity',
  citizenId: 'identity',
  bornOn: 'identity',
  address: 'contact',
  contact: 'contact',
} as const satisfies Record<string, OwnerClass>;
export type DirectoryField = keyof typeof DIRECTORY_CLASSES;
export const DIRECTORY_FIELDS = Object.keys(DIRECTORY_CLASSES) as readonly DirectoryField[];

/** A person's row. A field is absent where nobody ever told it, erased where its key is destroyed. */
export type DirectoryEntry = {
  readonly id: string;
  /** Position of the last event the row has seen. */
  readonly position: bigint;
} & { readonly [F in DirectoryField]?: string | Erased };

/** How far a lane has come; the mark is the pipeline's own (epoch and event id) and means nothing to the vault. */
export interface DirectoryCheckpoint {
  readonly position: bigint;
  readonly mark: string;
}

/** One batch of a lane: rows and checkpoint enter together or not at all. */
export interface DirectoryBatch {
  readonly lane: string;
  readonly version: number;
  /** Position of the checkpoint that the rows were folded on; null before the first batch. */
  readonly from: bigint | null;
  readonly to: DirectoryCheckpoint;
  readonly entries: readonly DirectoryEntry[];
  /** Identifiers whose rows go. */
  readonly removed: readonly string[];
}

export type DirectorySearch =
  | { readonly citizenId: string }
  /** Both together: a name alone would list half a village. */
  | { readonly name: string; readonly bornOn: string };

/** What the directory's workers need. Versions stand side by side; readers see the active one alone. */
export interface DirectoryWriter {
  checkpoint(lane: string, version: number): Promise<DirectoryCheckpoint | null>;
  /** Rows as a version has them, active or not; identifiers without a row are absent. */
  rows(version: number, ids: readonly string[]): Promise<ReadonlyMap<string, DirectoryEntry>>;
  /** @returns true, or the checkpoint that is really there: the batch then changed nothing */
  commitLane(batch: DirectoryBatch): Promise<true | DirectoryCheckpoint | null>;
  /** The version readers see; until one was activated, the lowest that has a checkpoint. */
  activeVersion(): Promise<number | null>;
  activate(version: number): Promise<void>;
  /** Removes every row and checkpoint of a version that is not active. */
  drop(version: number): Promise<void>;
}

export interface DirectoryReader {
  /** Names to show beside pseudonyms; an identifier without a known name is absent. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, { readonly name: string } | 'erased'>>;
  entry(id: string): Promise<DirectoryEntry | undefined>;
  /** Identifiers of whom it may be; for a name, lookalike characters count as equal. */
  search(wanted: DirectorySearch): Promise<readonly string[]>;
}

export type Directory = DirectoryWriter & DirectoryReader;

/** What may be done to keys besides using them; for the process that follows `KeyDestroyed`, and for operators. */
export interface KeyAdmin {
  /** Ends when neither key, directory fields, tags nor natural keys of these owners are in any file of the vault. */
  destroy(owners: readonly string[]): Promise<void>;
  /** After a restore, with the owners of every `KeyDestroyed` of the log: opens the vault for use again. */
  replayDestroyed(owners: readonly string[]): Promise<void>;
  /**
   * `KeyDestroyed` was seen in the log: from now on nobody has a key of these owners, even where a restore takes the
   * event away again. What `destroy` does beyond this empties the files of what was there.
   */
  forget(owners: readonly string[]): Promise<void>;
}

/** A citizen id or certificate number as it is compared: full-width digits, small x and blanks make no difference. */
export const canonicalNumber = (number: string): string => number.normalize('NFKC').replace(/\s/gu, '').toUpperCase();

/** 异体字 Traditional and variant characters of names, each before the one it is compared as. */
const VARIANTS =
  '張张陳陈劉刘楊杨趙赵黃黄吳吴孫孙馬马羅罗鄭郑謝谢韓韩馮冯鄧邓許许蕭萧葉叶蘇苏呂吕盧卢蔣蒋賈贾鍾钟鐘钟陸陆範范譚谭韋韦鄒邹' +
  '閻阎闫阎龍龙萬万錢钱湯汤龔龚賴赖龐庞樊樊蘭兰顧顾聶聂齊齐莊庄魯鲁畢毕鄔邬關关遲迟華华麗丽國国偉伟強强彊强軍军傑杰濤涛' +
  '鳳凤蓮莲鵬鹏慶庆榮荣業业東东興兴輝辉煇辉紅红豔艳艷艳靜静穎颖頴颖潔洁婭娅嬌娇寶宝寳宝貴贵賢贤財财順顺勝胜飛飞龜龟雲云霑沾' +
  '義义禮礼學学應应廣广開开鋒锋鋼钢銀银鐵铁錦锦長长鳴鸣維维緒绪綱纲紹绍經经績绩縣县連连進进達达遠远運运選选瑩莹瑤瑶' +
  '曉晓曄晔暉晖時时峯峰崗岗島岛嶽岳喆哲渊渊淵渊溫温潤润澤泽濱滨爾尔獻献環环現现產产畫画發发髮发盤盘眾众祿禄禎祯種种' +
  '穂穗筆笔節节簡简純纯細细絲丝緣缘總总織织羣群聖圣聰聪聲声職职脩修膚肤艶艳莖茎藝艺藥药蘊蕴衛卫裏里裡里觀观訓训詩诗誠诚語语' +
  '諾诺謙谦證证譽誉讓让豐丰貞贞贊赞躍跃轉转農农遜逊遙遥鄉乡釗钊銘铭銳锐鋭锐錄录鎮镇鏡镜閃闪閔闵陽阳隨随雙双雞鸡難难靈灵韻韵' +
  '頌颂領领顏颜顔颜風风餘余駿骏騰腾驍骁魚鱼鮑鲍鴻鸿鶴鹤鷹鹰麥麦黨党齡龄';

const SAME = new Map(
  [...VARIANTS].flatMap((character, at, all) => (at % 2 === 0 ? [[character, all[at + 1] ?? character] as const] : [])),
);
/** Every dot that is typed between the parts of a name. */
const DOTS = /[·•‧∙⋅・.。᛫●˙]/gu;
/** Blanks, and marks that choose a glyph or cannot be seen. */
const UNSEEN = /[\s\p{Cf}\p{Variation_Selector}]/gu;
/** Characters that a broken encoding leaves behind. */
const BROKEN = /[\ufffd?\p{Cs}\p{Cc}]/u;

const plainer = (name: string): string => {
  const plain = name.normalize('NFKC').replace(UNSEEN, '').replace(DOTS, '·').replace(/·+/gu, '·').toUpperCase();
  return [...plain].map((character) => SAME.get(character) ?? character).join('');
};

/** A name as it is compared; undefined when its encoding is broken: such a name is kept, never searched for. */
export const matchName = (name: string): string | undefined => {
  let plain = name;
  // Capitals and what is taken out may leave something to normalise again.
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plainer(plain);
  }
  return plain === '' || BROKEN.test(plain) ? undefined : plain;
};

/** What a row is found by, each a text that only its keyed tag leaves the process. */
export const searchTerms = (entry: Omit<DirectoryEntry, 'id' | 'position'>): readonly string[] => {
  const [citizenId, name, bornOn] = [entry.citizenId, entry.name, entry.bornOn].map(unlessErased);
  const matched = name === undefined ? undefined : matchName(name);
  const terms: string[] = [];
  if (citizenId !== undefined) terms.push(JSON.stringify(['citizenId', canonicalNumber(citizenId)]));
  if (matched !== undefined && bornOn !== undefined) terms.push(JSON.stringify(['nameAndBirth', matched, bornOn]));
  return terms;
};
