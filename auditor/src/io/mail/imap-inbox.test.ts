import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { findDovecot, openDovecot, type Dovecot } from '../fixtures/dovecot.ts';
import { json, listening } from '../fixtures/small-server.ts';
import { trialRun } from '../fixtures/trial-run.ts';
import { codeIn, linkIn } from '../journey/mail-step.ts';
import { createLane } from '../lane-runtime.ts';
import { imapInbox } from './imap-inbox.ts';

const program = findDovecot();
const LINK = 'https://app.example.test/verify?token=abcdef0123456789abcdef0123456789';

test('where system tests are asked for, there is an IMAP server to test with', () => {
  expect(program !== undefined || process.env['SYSTEM_TESTS'] !== '1').toBe(true);
});

const QUOTED = `Subject: =?utf-8?Q?Best=C3=A4tigen?=
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Open https://app.example.test/verify?token=3Dabcdef0123456789abc=
def0123456789 soon. Your code is 482913.
`;
const PARTS = `Subject: Welcome
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

${Buffer.from('Grüße!').toString('base64')}
--inner
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

${Buffer.from(`<p>Hello</p><a href="${LINK}">Open</a>`).toString('base64')}
--inner--
--outer--
`;

describe.skipIf(program === undefined)('a mailbox on a mail server', () => {
  let server: Dovecot;
  beforeAll(async () => {
    if (program === undefined) return;
    server = await openDovecot(program);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const hosts = () => ({
    'mail.example.test:993': `127.0.0.1:${server.imaps}`,
    'mail.example.test:143': `127.0.0.1:${server.imap}`,
  });
  const open = ({ sink = 'imaps://mail.example.test', password = server.password, folder = 'INBOX', ca = server.ca } = {}) =>
    imapInbox(
      { sink, user: server.user, password, folder },
      { reach: { hosts: hosts(), ...(ca === '' ? {} : { ca }) }, timeoutMs: 1_000 },
    ); // prettier-ignore

  it.each(['imaps://mail.example.test', 'imap://mail.example.test'])(
    'reads mails to the address that is asked for, and leaves no trace: %s',
    async (sink) => {
      const inbox = open({ sink });
      const to = `ana+${sink.length}@example.test`;
      try {
        expect(await inbox.arrived(to)).toEqual({ kind: 'arrived', ids: [] });
        const before = await server.count();
        await server.deliver(`From: hello@example.test\nTo: Ana <${to.toUpperCase()}>\n${QUOTED}`);
        await server.deliver(
          `From: hello@example.test\nDelivered-To: ${to}\nTo: list@example.test\n${PARTS}`,
        );
        await server.deliver(`From: hello@example.test\nTo: xx${to}\n${QUOTED}`);
        const arrived = await inbox.arrived(to);
        const ids = arrived.kind === 'arrived' ? arrived.ids : [];
        expect(ids).toHaveLength(2);
        const [quoted, parts] = await Promise.all(ids.map((id) => inbox.read(id)));
        expect(quoted?.subject).toBe('Bestätigen');
        expect(quoted && linkIn(quoted, 'verify')).toBe(LINK);
        expect(quoted && codeIn(quoted, 'code is (\\d{6})')).toBe('482913');
        expect(parts?.text.trim()).toBe('Grüße!');
        expect(parts && linkIn(parts, 'verify')).toBe(LINK);
        expect(await inbox.read('4711')).toBeUndefined();
        expect(await server.count()).toEqual({ mails: before.mails + 3, read: 0 });
      } finally {
        await inbox.close();
      }
    },
  );

  it('looks into another folder', async () => {
    await server.deliver(`To: ben@example.test\n${QUOTED}`, 'Launch');
    const inbox = open({ folder: 'Launch' });
    expect(await inbox.arrived('ben@example.test')).toMatchObject({ ids: ['1'] });
    await inbox.close();
  });

  it('tells a wrong password, folder and certificate apart', async () => {
    const refused = open({ password: 'wrong' });
    const missing = open({ folder: 'Nowhere' });
    const untrusted = open({ ca: '' });
    for (const [inbox, said] of [
      [refused, /refuses inbox@example\.test or the password/],
      [missing, /has no folder "Nowhere"/],
      [untrusted, /the certificate is not trusted.*network\.ca/],
    ] as const) {
      expect(await inbox.arrived('ana@example.test')).toEqual({
        kind: 'unreachable',
        because: expect.stringMatching(said),
        isLasting: true,
      });
      await inbox.close();
    }
  });

  it('tells TLS that is begun in the wrong way', async () => {
    const clear = open({ sink: `imaps://localhost:${server.imap}` });
    expect(await clear.arrived('ana@example.test')).toMatchObject({
      because: expect.stringContaining('Write imap:// where'),
    });
    const covered = open({ sink: `imap://localhost:${server.imaps}` });
    expect(await covered.arrived('ana@example.test')).toMatchObject({
      because: expect.stringContaining('Write imaps:// where'),
    });
  });
});

describe.skipIf(program === undefined)('a run whose mail arrives in a mailbox', () => {
  it('waits for it there, and its secrets are placeholders', async () => {
    if (program === undefined) return;
    await using server = await openDovecot(program);
    await using run = await trialRun({
      serve: async ({ body }, response) => {
        await server.deliver(`From: hello@example.test\nTo: ${body}\n${QUOTED}`);
        json(response, 202, {});
      },
      target: {
        mail: {
          sink: `imaps://mail.example.test:${server.imaps}`,
          user: server.user,
          password: '${MAILBOX}',
          domain: 'example.test',
        },
        network: { hosts: { 'mail.example.test': '127.0.0.1' } },
        limits: { patience: '5s', timeout: '2s' },
      },
      env: { MAILBOX: server.password },
      ca: server.ca,
    });
    const lane = createLane(run.live.world, 'sign-up', new Map());
    const to = 'ana@example.test';
    const body = { kind: 'text', text: to, contentType: 'text/plain' } as const;
    const { result } = await lane.mail(to, () => lane.send({ method: 'POST', path: '/', body }));
    expect(result).toMatchObject({
      kind: 'mail',
      mail: { subject: 'Bestätigen', tokens: [expect.any(String)] },
    });
    expect(JSON.stringify(result)).not.toContain('abcdef0123456789');
    expect(run.directory.readLines('tape.jsonl').join('')).not.toContain(server.password);
  });
});

/** Says whatever it is told to. */
async function speaking(say: (socket: Socket) => void) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    say(socket);
  });
  const { port } = await listening(server);
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

describe('a mailbox that cannot be opened', () => {
  const at = (sink: string, hosts = {}) =>
    imapInbox({ sink, user: 'inbox', password: 's3cret-word' }, { reach: { hosts }, timeoutMs: 1_000 });

  it('says when nobody listens, and looks again the next time', async () => {
    const { port, close } = await speaking(() => undefined);
    await close();
    const inbox = at(`imaps://127.0.0.1:${port}`);
    expect(await inbox.arrived('ana@example.test')).toMatchObject({
      kind: 'unreachable',
      because: expect.stringContaining('ECONNREFUSED'),
    });
    await inbox.close();
  });

  it('sends no password in the clear to another machine', async () => {
    const heard: string[] = [];
    const { port, close } = await speaking((socket) => {
      socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n');
      socket.on('data', (piece) => {
        heard.push(piece.toString());
        socket.write(`${piece.toString().split(' ')[0]} OK done\r\n`);
      });
    });
    const inbox = at('imap://mail.example.com', { 'mail.example.com': `127.0.0.1:${port}` });
    expect(await inbox.arrived('ana@example.test')).toMatchObject({
      because: expect.stringContaining('offers no TLS'),
    });
    expect(heard.join('')).not.toContain('s3cret-word');
    await inbox.close();
    await close();
  });
});
