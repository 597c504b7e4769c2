import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';

/** The address of a DNS server. */
export interface NameServer {
  readonly address: string;
  readonly port: number;
}

/** `10.0.0.2`, `127.0.0.1:5353`, `[::1]:53`, `::1`. */
export function nameServer(text: string): NameServer {
  if (isIPv6(text)) return { address: text, port: 53 };
  const url = new URL(`dns://${text}`);
  return { address: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? 53 : Number(url.port) };
}

/** What came back over the network, or why nothing did. */
export type Datagram =
  | { readonly kind: 'packet'; readonly packet: Buffer }
  | { readonly kind: 'none'; readonly reason: 'timeout' | 'refused'; readonly message: string };

/** One packet there, one packet back. What does not come from that server, or is not `wanted`, is ignored (RFC 5452, 9.1). */
export function overUdp(
  server: NameServer,
  packet: Buffer,
  wanted: (answer: Buffer) => boolean,
  timeoutMs: number,
): Promise<Datagram> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(server.address) ? 'udp6' : 'udp4');
    const end = (result: Datagram) => {
      clearTimeout(timer);
      socket.removeAllListeners('message');
      try {
        socket.close();
      } catch {
        // It was closed already.
      }
      resolve(result);
    };
    const timer = setTimeout(() => end(late(server, timeoutMs)), timeoutMs);
    socket.on('error', (error) => end(refused(server, error)));
    socket.on('message', (answer) => {
      if (wanted(answer)) end({ kind: 'packet', packet: answer });
    });
    // A connected socket takes packets from that address only and learns of a closed port at once.
    socket.connect(server.port, server.address, () => {
      socket.send(packet, (error) => {
        if (error !== null) end(refused(server, error));
      });
    });
  });
}

/** For answers that do not fit into a datagram (RFC 7766). */
export function overTcp(server: NameServer, packet: Buffer, timeoutMs: number): Promise<Datagram> {
  return new Promise((resolve) => {
    const socket = connect(server.port, server.address);
    const chunks: Buffer[] = [];
    const end = (result: Datagram) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => end(late(server, timeoutMs)), timeoutMs);
    socket.on('error', (error) => end(refused(server, error)));
    socket.on('connect', () => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(packet.length);
      socket.write(Buffer.concat([length, packet]));
    });
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const all = Buffer.concat(chunks);
      if (all.length < 2 || all.length < all.readUInt16BE(0) + 2) return;
      end({ kind: 'packet', packet: all.subarray(2, all.readUInt16BE(0) + 2) });
    });
    socket.on('end', () => end(refused(server, new Error('it closed the connection'))));
  });
}

function late({ address, port }: NameServer, timeoutMs: number): Datagram {
  const message = `the resolver ${address}:${port} did not answer within ${timeoutMs / 1000} s`;
  return { kind: 'none', reason: 'timeout', message };
}

function refused({ address, port }: NameServer, error: Error): Datagram {
  const message = `the resolver ${address}:${port} cannot be reached: ${error.message}`;
  return { kind: 'none', reason: 'refused', message };
}
