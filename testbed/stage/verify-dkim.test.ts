import { createTransport } from 'nodemailer';
import { expect, it } from 'vitest';
import { makeMailKey } from './mail-key.ts';
import { verifyDkim } from './verify-dkim.ts';

const key = makeMailKey();
const lookUp = (name: string) => (name === 's1._domainkey.example.test' ? [key.record] : []);

async function signed(text: string): Promise<string> {
  const dkim = { domainName: 'example.test', keySelector: 's1', privateKey: key.privateKey };
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows', dkim });
  const mail = { from: 'Hello <hello@example.test>', to: 'ana@acme.test', subject: 'Hi', text };
  const { message } = await transport.sendMail(mail);
  return Buffer.isBuffer(message) ? message.toString('latin1') : '';
}

it('takes what was signed, and nothing that was changed on the way', async () => {
  const raw = await signed('Pay  to account 1.\n\nThank you \n\n');
  expect(verifyDkim(raw, lookUp)).toEqual({ domain: 'example.test', selector: 's1' });
  expect(verifyDkim(raw.replace('account 1', 'account 2'), lookUp)).toBeUndefined();
  expect(verifyDkim(raw.replace('Subject: Hi', 'Subject: Ho'), lookUp)).toBeUndefined();
  expect(verifyDkim(raw, () => [])).toBeUndefined();
  expect(verifyDkim('From: a@example.test\r\n\r\nHi', lookUp)).toBeUndefined();
});
