import { randomInt } from 'node:crypto';
import { getServers } from 'node:dns';
import * as packets from 'dns-packet';
import { plainName, type DnsAnswer, type DnsQuestion, type DnsRecord } from '../core/dns.ts';
import type { NoAnswer } from '../core/exchange.ts';
import { nameServer, overTcp, overUdp, type NameServer } from './dns-wire.ts';
import { createPace } from './pace.ts';

type DnsOutcome = { readonly kind: 'answer'; readonly answer: DnsAnswer } | NoAnswer;

/** The port to DNS: one resolver that is asked, and nobody else. Never throws for what the other side does. */
export interface Resolver {
  /** The same question is asked over the network once in a run. */
  query(question: DnsQuestion): Promise<DnsOutcome>;
  /** `10.0.0.2:53`, for people. */
  readonly name: string;
}

interface ResolverOptions {
  /** `address`, `address:port`; without it the system's. */
  readonly server?: string;
  readonly timeoutMs?: number;
}

/** More at once lose packets on ordinary networks. */
const AT_ONCE = 40;
const TIMEOUT_MS = 2_500;
/** Fits into every path without being cut in pieces (DNS flag day 2020). */
const UDP_SIZE = 1_232;

export function createResolver({ server, timeoutMs = TIMEOUT_MS }: ResolverOptions): Resolver {
  const servers = (server === undefined ? getServers() : [server]).slice(0, 2).map(nameServer);
  const pace = createPace({ concurrency: AT_ONCE });
  const known = new Map<string, Promise<DnsOutcome>>();

  async function ask(question: DnsQuestion): Promise<DnsOutcome> {
    const [first] = servers;
    if (first === undefined)
      return { kind: 'no-answer', reason: 'dns', message: 'this machine names no DNS server' };
    // A packet may get lost: each question is asked twice at most.
    const outcome = await attempt(first, question, timeoutMs);
    if (outcome.kind === 'answer' && outcome.answer.rcode !== 'SERVFAIL') return outcome;
    const second = await attempt(servers[1] ?? first, question, timeoutMs);
    return second.kind === 'answer' ? second : outcome;
  }

  return {
    name: servers.map(({ address, port }) => `${address}:${port}`).join(', '),
    query(question) {
      const key = `${plainName(question.name)} ${question.type} ${question.unchecked === true}`;
      const asked = known.get(key) ?? pace.run(() => ask({ ...question, name: plainName(question.name) }));
      known.set(key, asked);
      return asked;
    },
  };
}

async function attempt(server: NameServer, question: DnsQuestion, timeoutMs: number): Promise<DnsOutcome> {
  const id = randomInt(1, 0xffff);
  const packet = isName(question.name) ? encode(id, question) : undefined;
  if (packet === undefined)
    return { kind: 'no-answer', reason: 'dns', message: `${question.name} is no name that DNS can hold` };
  const mine = (answer: Buffer) =>
    answer.length >= 12 && answer.readUInt16BE(0) === id && (answer[2] ?? 0) >= 0x80;
  const first = await overUdp(server, packet, mine, timeoutMs);
  if (first.kind === 'none') return { kind: 'no-answer', reason: first.reason, message: first.message };
  const truncated = ((first.packet[2] ?? 0) & 0x02) !== 0;
  const whole = truncated ? await overTcp(server, packet, timeoutMs) : first;
  if (whole.kind === 'none') return { kind: 'no-answer', reason: whole.reason, message: whole.message };
  return decode(whole.packet, id, question);
}

/** RFC 1035, 2.3.4: labels of 63 octets at most, 255 in all with their lengths. */
function isName(name: string): boolean {
  return name.length <= 253 && name.split('.').every((label) => /^[!-~]{1,63}$/.test(label));
}

function encode(id: number, { name, type, unchecked }: DnsQuestion): Buffer | undefined {
  try {
    return packets.encode({
      type: 'query',
      id,
      flags:
        packets.RECURSION_DESIRED |
        packets.AUTHENTIC_DATA |
        (unchecked === true ? packets.CHECKING_DISABLED : 0),
      questions: [{ type, name, class: 'IN' }],
      additionals: [
        {
          type: 'OPT',
          name: '.',
          udpPayloadSize: UDP_SIZE,
          extendedRcode: 0,
          ednsVersion: 0,
          flags: 0,
          flag_do: false,
          options: [],
        },
      ],
    });
  } catch {
    return undefined;
  }
}

function decode(bytes: Buffer, id: number, { name, type, unchecked }: DnsQuestion): DnsOutcome {
  try {
    const packet = packets.decode(bytes);
    const [asked] = packet.questions ?? [];
    if (packet.id !== id || (asked !== undefined && plainName(asked.name) !== name))
      return { kind: 'no-answer', reason: 'protocol', message: 'the resolver answered another question' };
    const rcode = 'rcode' in packet ? String(packet.rcode) : 'NOERROR';
    return {
      kind: 'answer',
      answer: {
        name,
        type,
        rcode,
        authentic: packet.flag_ad,
        unchecked: unchecked === true,
        records: (packet.answers ?? []).flatMap(recordOf),
      },
    };
  } catch {
    return { kind: 'no-answer', reason: 'protocol', message: 'the resolver’s answer cannot be read' };
  }
}

/** The record as a zone file shows it; signatures and unknown types are left out. */
function recordOf(answer: packets.Answer): readonly DnsRecord[] {
  const data = dataOf(answer);
  if (data === undefined || !('ttl' in answer)) return [];
  return [{ name: plainName(answer.name), type: answer.type, ttl: answer.ttl ?? 0, data }];
}

function dataOf(answer: packets.Answer): string | undefined {
  const { type } = answer;
  if (type === 'A' || type === 'AAAA') return answer.data;
  if (type === 'CNAME' || type === 'NS') return plainName(answer.data);
  if (type === 'TXT') return [answer.data].flat().map(textOf).join('');
  if (type === 'MX') return `${answer.data.preference ?? 0} ${plainName(answer.data.exchange) || '.'}`;
  if (type !== 'CAA') return undefined;
  const { issuerCritical, flags = 0, tag, value } = answer.data;
  return `${issuerCritical === true ? 128 : flags} ${tag} "${value}"`;
}

function textOf(part: string | Buffer): string {
  return typeof part === 'string' ? part : part.toString('latin1');
}
