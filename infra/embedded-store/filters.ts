/** Which events of $all a filtered reader or subscriber of the embedded store wants: by prefix or regular expression. */

export type EventFilter = (streamName: string, type: string) => boolean;

export type FilterOptions = {
  readonly on: 'stream' | 'type';
  readonly regex: string;
  readonly prefixes: readonly string[];
};

export const EVERYTHING: EventFilter = () => true;

/** @throws SyntaxError when the expression cannot be compiled. */
export const createFilter = ({ on, regex, prefixes }: FilterOptions): EventFilter => {
  const expression = regex === '' ? undefined : new RegExp(regex);
  const accepts = (text: string): boolean =>
    expression ? expression.test(text) : prefixes.some((prefix) => text.startsWith(prefix));
  return (streamName, type) => accepts(on === 'stream' ? streamName : type);
};
