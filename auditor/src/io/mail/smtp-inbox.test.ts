import { connect } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listening } from '../fixtures/small-server.ts';
import { smtpInbox } from './smtp-inbox.ts';

const MAIL = [
  'From: hello@example.test',
  'To: tom@example.test',
  'Subject: =?utf-8?Q?Best=C3=A4tigen?=',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary=cut',
  '',
  '--cut',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Open https://app.example.test/verify?token=3Dabc=',
  'def0123456789 soon.',
  '..and a line with a dot',
  '--cut',
  'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('<a href="https://app.example.test/verify?token=abcdef0123456789">Open</a>').toString('base64'),
  '--cut--',
  '.',
];

/** Speaks SMTP as a product does that insists on a password. */
async function deliver(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const login = Buffer.from('\0any\0body').toString('base64');
  const lines = [
    'EHLO product',
    `AUTH PLAIN ${login}`,
    'MAIL FROM:<hello@example.test>',
    'RCPT TO:<Tom@example.test>',
    'DATA',
    MAIL.join('\r\n'),
    'QUIT',
  ];
  await new Promise<void>((resolve, reject) => {
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk.toString();
      if (!/^\d{3} .*\r\n$/m.test(said)) return;
      if (/^5\d\d/m.test(said)) reject(new Error(said));
      said = '';
      const line = lines.shift();
      if (line !== undefined) socket.write(`${line}\r\n`);
    });
    socket.once('close', () => resolve());
    socket.once('error', reject);
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  const { port } = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('an SMTP sink', () => {
  it('takes a mail and decodes it', async () => {
    const port = await freePort();
    const inbox = smtpInbox(`smtp://127.0.0.1:${port}`);
    try {
      expect(await inbox.arrived('tom@example.test')).toEqual({ kind: 'arrived', ids: [] });
      await deliver(port);
      expect(await inbox.arrived('tom@example.test')).toEqual({ kind: 'arrived', ids: ['0'] });
      expect(await inbox.arrived('om@example.test')).toEqual({ kind: 'arrived', ids: [] });
      const mail = await inbox.read('0');
      expect(mail?.subject).toBe('Bestätigen');
      expect(mail?.text).toContain('https://app.example.test/verify?token=abcdef0123456789 soon.');
      expect(mail?.text).toContain('\n.and a line');
      expect(mail?.html).toContain('href="https://app.example.test/verify?token=abcdef0123456789"');
    } finally {
      await inbox.close();
    }
  });

  it('says when its port is taken', async () => {
    const server = createServer();
    const { port } = await listening(server);
    const inbox = smtpInbox(`smtp://127.0.0.1:${port}`);
    expect(await inbox.arrived('tom@example.test')).toMatchObject({ kind: 'unreachable' });
    await inbox.close();
    await new Promise((resolve) => server.close(resolve));
  });
});
