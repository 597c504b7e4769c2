import { X509Certificate } from 'node:crypto';
import { connect as connectPlain, isIP, type LookupFunction } from 'node:net';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import type { Handshake, HandshakeOrder } from '../core/handshake.ts';
import type { NoAnswer } from '../core/exchange.ts';
import { mappedEndpoint, type HostMap } from './addresses.ts';
import { describeCertificate } from './certificate.ts';
import { clientHello, serverWord, type OldOffer } from './client-hello.ts';
import { authorities } from './trust.ts';
import { tlsWords } from './tls-words.ts';

type TlsOutcome = { readonly kind: 'answer'; readonly handshake: Handshake } | NoAnswer;

/** The port to TLS: one handshake, then the connection is closed. Never throws for what the other side does. */
export interface Tls {
  shake(order: HandshakeOrder, timeoutMs: number): Promise<TlsOutcome>;
}

interface TlsOptions {
  readonly hosts: HostMap;
  readonly ca?: string;
  readonly lookup?: LookupFunction;
}

export function liveTls({ hosts, ca, lookup }: TlsOptions): Tls {
  const trusted = authorities(ca);
  return {
    shake({ host, port, offer }, timeoutMs) {
      const mapped = mappedEndpoint(hosts, host, port);
      const place: Place = {
        host: mapped?.address ?? host,
        port: mapped?.port ?? port,
        ...(lookup === undefined ? {} : { lookup }),
      };
      return offer === 'usual' ? usual(place, host, trusted, timeoutMs) : old(place, host, offer, timeoutMs);
    },
  };
}

interface Place {
  readonly host: string;
  readonly port: number;
  readonly lookup?: LookupFunction;
}

/**
 * Node's own handshake at its own security level: at level 0 OpenSSL trusts SHA-1 and short keys. The certificate is
 * looked at whatever OpenSSL thinks of it.
 */
function usual(place: Place, name: string, ca: string[] | undefined, timeoutMs: number): Promise<TlsOutcome> {
  return new Promise((resolve) => {
    const socket = connect({
      ...place,
      ...(ca === undefined ? {} : { ca }),
      ...(isIP(name) === 0 ? { servername: name } : {}),
      rejectUnauthorized: false,
      // Names are compared by the check, which wants to know about everything that is wrong.
      checkServerIdentity: () => undefined,
    });
    const end = (outcome: TlsOutcome) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => end(late(timeoutMs)), timeoutMs);
    socket.on('error', (error) => end(failed(error)));
    socket.on('secureConnect', () => end({ kind: 'answer', handshake: described(socket) }));
    socket.on('close', () => end(failed(new Error('the connection was closed during the handshake'))));
  });
}

function described(socket: TLSSocket): Handshake {
  // Typed as an error, and a string with OpenSSL's name for it in fact.
  const untrusted = socket.authorized ? undefined : String(socket.authorizationError);
  return {
    kind: 'usual',
    version: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    ...(untrusted === undefined ? {} : { untrusted }),
    chain: chainOf(socket.getPeerCertificate(true)).map(describeCertificate),
    at: new Date().toISOString(),
  };
}

/** A server may send whatever it likes: no chain in use is longer. */
const MOST_CERTIFICATES = 10;

function chainOf(leaf: DetailedPeerCertificate): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  const seen = new Set<string>();
  let next: DetailedPeerCertificate | undefined = leaf;
  while (next?.raw !== undefined && !seen.has(next.fingerprint256) && chain.length < MOST_CERTIFICATES) {
    seen.add(next.fingerprint256);
    chain.push(new X509Certificate(next.raw));
    next = next.issuerCertificate;
  }
  return chain;
}

/** A ClientHello by hand, and the first thing that comes back. Nothing is agreed on, nothing else is sent. */
function old(place: Place, name: string, offer: OldOffer, timeoutMs: number): Promise<TlsOutcome> {
  return new Promise((resolve) => {
    const socket = connectPlain(place);
    let received = Buffer.alloc(0);
    let connected = false;
    const end = (outcome: TlsOutcome) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const refused = (how: string) => end({ kind: 'answer', handshake: { kind: 'refused', offer, how } });
    const timer = setTimeout(() => end(late(timeoutMs)), timeoutMs);
    socket.on('connect', () => {
      connected = true;
      socket.write(clientHello(offer, name));
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const word = serverWord(received, offer);
      if (word.kind === 'refused') refused(word.how);
      if (word.kind === 'accepted') {
        const { version, cipher } = word;
        end({ kind: 'answer', handshake: { kind: 'accepted', offer, version, cipher } });
      }
      if (word.kind === 'unreadable')
        end({ kind: 'no-answer', reason: 'protocol', message: 'what answers there does not speak TLS' });
    });
    // Some servers hang up instead of saying no.
    socket.on('error', (error) => (connected ? refused(error.message) : end(failed(error))));
    socket.on('close', () => refused('the connection was closed'));
  });
}

function late(timeoutMs: number): NoAnswer {
  return { kind: 'no-answer', reason: 'timeout', message: `no handshake within ${timeoutMs / 1000} s` };
}

const REASONS: { readonly [code: string]: NoAnswer['reason'] } = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ECONNRESET: 'reset',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
};

function failed(error: Error): NoAnswer {
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = cause instanceof Error ? cause.message : String(cause);
  return { kind: 'no-answer', reason: REASONS[code] ?? 'tls', message: tlsWords(message) };
}
