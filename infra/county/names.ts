// 姓名 Names for synthetic persons: frequent surnames and neutral characters, put together by chance.
import type { Chance } from './chance.ts';

const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
  '欧阳',
  '司马',
  '诸葛',
];
const CHARACTERS = [
  ...'安平和宁文明清远志成立新晓春秋云山川林松竹梅兰雪雨风晨阳月星辰海江河田禾青正直信仁义礼智勇诚谦悦欣思源',
];

export const surname = (chance: Chance): string => chance.pick(SURNAMES);

export const givenName = (chance: Chance): string =>
  chance.happens(0.8) ? chance.pick(CHARACTERS) + chance.pick(CHARACTERS) : chance.pick(CHARACTERS);

/** 欧阳, 司马 and the like have two characters, every other surname one. */
export const surnameOf = (name: string): string =>
  SURNAMES.find((one) => one.length === 2 && name.startsWith(one)) ?? name.slice(0, 1);
