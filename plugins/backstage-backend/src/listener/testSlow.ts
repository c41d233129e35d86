import { get } from 'node:http';
import { connect } from 'node:net';

/** Ways to keep a server busy by being slow: what is sent at first, and then again and again. */
export const slowWays = {
  'with the head': ['GET / HTTP/1.1\r\n', 'x: y\r\n'],
  'with the body': ['POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n', 'z'],
  'and says nothing at all': ['', ''],
} as const;

/** Resolves with the milliseconds until it is cut off. */
export const slowly = (port: number, [opening, drop]: readonly [string, string]) =>
  new Promise<number>(resolve => {
    const began = performance.now();
    const socket = connect(port, '127.0.0.1', () => socket.write(opening));
    const dripping = setInterval(() => socket.write(drop), 100);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(dripping);
      resolve(performance.now() - began);
    });
    socket.resume();
  });

/** How long each of those waited, in milliseconds, who asked one after the other until it is over. */
export async function askedUntil(over: Promise<unknown>, port: number): Promise<number[]> {
  const waited: number[] = [];
  let going = true;
  void over.finally(() => (going = false));
  while (going) {
    const began = performance.now();
    await asked(port);
    waited.push(performance.now() - began);
  }
  return waited;
}

/** On a connection of its own, which nobody closes between two requests. */
const asked = (port: number) =>
  new Promise<void>((resolve, reject) => {
    get({ port, host: '127.0.0.1', agent: false }, answer => answer.resume().on('end', resolve)).on('error', reject);
  });
