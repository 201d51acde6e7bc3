/** What the queries of household status ask of the views; each answer says which position it reflects. */
import type { HouseholdRow, PersonRow, TownshipCounts } from '../projections/household-rows.ts';

export interface Known<R> {
  readonly id: string;
  readonly row: R;
}
export interface TownshipPage {
  readonly status: 'active' | 'dissolved';
  readonly after: string | undefined;
  readonly limit: number;
}
export interface StatusQueries {
  household(id: string): Promise<{
    readonly household: HouseholdRow | undefined;
    readonly newborns: readonly Known<PersonRow>[];
    readonly position: number;
  }>;
  person(id: string): Promise<{
    readonly person: PersonRow | undefined;
    /** Where the person is registered now: the household's, which may have moved. */
    readonly township: string | undefined;
    readonly position: number;
  }>;
  township(
    code: string,
    page: TownshipPage,
  ): Promise<{
    readonly counts: TownshipCounts;
    readonly households: readonly Known<HouseholdRow>[];
    readonly next: string | undefined;
    readonly position: number;
  }>;
  /** Waits until every answer reflects a position. @returns undefined, or how far the views are where that took too long */
  reach(position: number): Promise<number | undefined>;
  /** The lowest position that every answer reflects. */
  reflected(): Promise<number>;
}
