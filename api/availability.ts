/** Tells an outage of the views from a fault of ours: whoever asked is answered 503, and may ask again. */

export class ViewsUnavailableError extends Error {
  override readonly name = 'ViewsUnavailableError';
}

type Answer = (...asked: readonly never[]) => Promise<unknown>;

/** The same port, whose every failure is an outage. */
export const guarding = <P extends object>(port: P): P =>
  Object.fromEntries(
    Object.entries(port).map(([name, ask]: [string, Answer]) => [
      name,
      async (...asked: readonly never[]) => {
        try {
          return await ask(...asked);
        } catch (error) {
          throw new ViewsUnavailableError('the views do not answer', { cause: error });
        }
      },
    ]),
  ) as P;
