// A load generator that costs little: HTTP/1.1 by hand over sockets that stay open, one request at a time on each.
import { connect, type Socket } from 'node:net';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}
export interface HttpLane {
  post(path: string, of: { token: string; key: string; body: string }): Promise<HttpAnswer>;
  close(): void;
}

const HEAD_END = '\r\n\r\n';

interface Whole extends HttpAnswer {
  readonly length: number;
}

/** The answer at the beginning of what came, once it is there whole. */
const answerIn = (came: Buffer): Whole | undefined => {
  const headEnd = came.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = came.toString('latin1', 0, headEnd);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? '0');
  const end = headEnd + HEAD_END.length + length;
  if (came.length < end) return undefined;
  return { status: Number(head.slice(9, 12)), body: came.toString('utf8', end - length, end), length: end };
};

const opened = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });

export const openHttpLane = async (address: string): Promise<HttpLane> => {
  const { host, port } = new URL(address);
  const socket = await opened(Number(port));
  let came: Buffer = Buffer.alloc(0);
  let waiting: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | undefined;
  socket.on('data', (chunk: Buffer) => {
    came = came.length === 0 ? chunk : Buffer.concat([came, chunk]);
    const answer = answerIn(came);
    if (!answer) return;
    came = came.subarray(answer.length);
    waiting?.resolve(answer);
  });
  const broken = (error?: Error) => waiting?.reject(error ?? new Error('the connection was closed'));
  socket.on('error', broken);
  socket.on('close', () => broken());
  return {
    post: (path, { token, key, body }) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(
          `POST ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\n` +
            `content-type: application/json\r\nidempotency-key: ${key}\r\n` +
            `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        );
      }),
    close: () => socket.destroy(),
  };
};
