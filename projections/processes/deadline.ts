/** 期限 Deadlines as open tasks: a last day that an event states, the command that is due when it is over, and what ends the wait. */
import { endOf, firstDayOf, startOf } from '../../domain/kernel/calendar.ts';
import type { AnyDecider, EventOf } from '../../domain/kernel/decider.ts';
import { subjectOf } from '../../domain/kernel/identifier.ts';
import type { Handler, Touch, ViewEvent } from '../projection.ts';
import { closes, opens, type Process } from '../tasks.ts';

/** The last day, or the first it can be while a year's holidays are not announced. */
type Due = { readonly on: string } | { readonly notBefore: string };
type Data = Readonly<Record<string, unknown>>;

/** A last day as events state it: in two fields, or in one that is either. */
export const stated = ({ dueOn, notBefore }: Data): Due | undefined => {
  if (typeof dueOn === 'string') return { on: dueOn };
  return typeof notBefore === 'string' ? { notBefore } : undefined;
};
export const until =
  (field: string) =>
  (data: Data): Due | undefined =>
    data[field] as Due | undefined;

export const always = (): boolean => true;

type EventName<D extends AnyDecider> = EventOf<D>['type'];
interface Deadline<D extends AnyDecider> {
  readonly process: string;
  readonly step: string;
  readonly category: D['category'];
  /** By event: the last day that it states; none where nothing is waited for. */
  readonly opens: { readonly [T in EventName<D>]?: (data: Data) => Due | undefined };
  /** By event: whether it ends the wait. */
  readonly ends: { readonly [T in EventName<D>]?: (data: Data) => boolean };
  /** Given when the last day is over. */
  readonly command: string;
  /** Given until a day that waits for a year's holidays is fixed; else the command itself is tried. */
  readonly settle?: string;
  /** What both take of the event's data. */
  readonly data?: (data: Data) => Data;
}

/** @returns one deadline as a process; a table of them makes those of a context */
export const deadline = <D extends AnyDecider>(of: Deadline<D>): Process => {
  const { process, step, category, command, settle, data: dataOf = () => ({}) } = of;
  const waiting = `${step}-date`;
  const wait = ({ stream, data, occurredOn }: ViewEvent, due: Due): Touch => {
    const subject = subjectOf(stream);
    const one = { category, subject, data: dataOf(data) };
    if ('on' in due) return opens(process, step, { ...one, type: command, fireAt: endOf(due.on) });
    return settle === undefined
      ? opens(process, step, { ...one, type: command, fireAt: startOf(due.notBefore), patient: true })
      : opens(process, waiting, { ...one, type: settle, fireAt: startOf(firstDayOf(occurredOn)), patient: true });
  };
  const end = (subject: string): Touch[] =>
    [step, ...(settle === undefined ? [] : [waiting])].map((one) => closes(process, one, subject));
  const opening = Object.entries(of.opens as Readonly<Record<string, (data: Data) => Due | undefined>>).map(
    ([type, dueIn]): [string, Handler] => [
      `${category}.${type}`,
      (event) => {
        const due = dueIn(event.data);
        return [...end(subjectOf(event.stream)), ...(due ? [wait(event, due)] : [])];
      },
    ],
  );
  const ending = Object.entries(of.ends as Readonly<Record<string, (data: Data) => boolean>>).map(
    ([type, endsBy]): [string, Handler] => [
      `${category}.${type}`,
      ({ stream, data }) => (endsBy(data) ? end(subjectOf(stream)) : []),
    ],
  );
  return { name: process, history: false, handlers: new Map([...opening, ...ending]) };
};
