/** 标准一致 Whether one county decided the same facts by different multiples: what an audit looks for first. */
import type { LevyLine } from './levy.ts';

export interface DecidedLine extends Pick<LevyLine, 'scenario' | 'residence' | 'extraChildren' | 'multiple'> {
  readonly township: string;
}
export interface Uneven {
  readonly facts: string;
  /** Townships by the multiple they decided, in hundredths, lowest first. */
  readonly multiples: readonly { readonly multiple: number; readonly townships: readonly string[] }[];
}

const factsOf = ({ scenario, residence, extraChildren }: DecidedLine) => `${scenario} ${residence} ${extraChildren}`;
const ordered = (values: Iterable<string>) => [...new Set(values)].toSorted();

/** Of one county and one time; the same facts with one multiple are no finding. */
export const unevenStandards = (lines: readonly DecidedLine[]): readonly Uneven[] =>
  ordered(lines.map(factsOf)).flatMap((facts) => {
    const same = lines.filter((one) => factsOf(one) === facts);
    const multiples = [...new Set(same.map(({ multiple }) => multiple))]
      .toSorted((a, b) => a - b)
      .map((multiple) => ({
        multiple,
        townships: ordered(same.filter((one) => one.multiple === multiple).map(({ township }) => township)),
      }));
    return multiples.length > 1 ? [{ facts, multiples }] : [];
  });
