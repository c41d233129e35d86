import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A kept HTTP connection with one request at a time: Node's own client would be busier than what it measures. */
export class Connection {
  private received = '';
  private waiting: { resolve(status: number): void; reject(error: Error): void } | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly head: string,
  ) {
    socket.setEncoding('latin1').setNoDelay(true);
    socket.on('data', (text: string) => this.read(text));
    socket.on('close', () => this.waiting?.reject(new Error('the server closed the connection')));
    socket.on('error', error => this.waiting?.reject(error));
  }

  static async open(port: number, path: string, headers: Record<string, string>): Promise<Connection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const lines = Object.entries({ host: `127.0.0.1:${port}`, 'content-type': 'application/json', ...headers });
    return new Connection(socket, [`POST ${path} HTTP/1.1`, ...lines.map(line => line.join(': '))].join('\r\n'));
  }

  /** Gives the status of the answer when its last byte has come. */
  post(body: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(`${this.head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });
  }

  close() {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private read(text: string) {
    this.received += text;
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(this.received.slice(0, end))?.[1] ?? NaN);
    if (Number.isNaN(length)) throw new Error(`an answer without a length: ${this.received}`);
    if (this.received.length < end + 4 + length) return;
    const status = Number(this.received.slice(9, 12));
    this.received = '';
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.resolve(status);
  }
}
