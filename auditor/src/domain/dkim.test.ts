import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDkimKey } from './dkim-key.ts';
import { analyseDkim } from './dkim.ts';
import { analysed, type Records } from './fixtures/zone.ts';

function rsa(bits: number): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
}

const [K2048, K1024] = [rsa(2048), rsa(1024)];
const ED = Buffer.alloc(32, 7).toString('base64');

describe('a DKIM key', () => {
  it.each([
    [`v=DKIM1; k=rsa; p=${K2048}`, { kind: 'rsa', bits: 2048, testing: false }],
    [`p=${K1024.slice(0, 40)} ${K1024.slice(40)}`, { kind: 'rsa', bits: 1024, testing: false }],
    [`v=DKIM1; t=s:y; p=${K2048};`, { kind: 'rsa', bits: 2048, testing: true }],
    [`v=DKIM1; k=ed25519; p=${ED}`, { kind: 'ed25519', testing: false }],
    ['v=DKIM1; p=', { kind: 'revoked' }],
    ['v=DKIM1; k=rsa', { kind: 'unusable' }],
    [`v=DKIM2; p=${K2048}`, { kind: 'unusable' }],
    [`k=rsa; v=DKIM1; p=${K2048}`, { kind: 'unusable' }],
    [`v=DKIM1; k=dsa; p=${K2048}`, { kind: 'unusable' }],
    [`v=DKIM1; h=sha1; p=${K2048}`, { kind: 'unusable' }],
    [`v=DKIM1; s=other; p=${K2048}`, { kind: 'unusable' }],
    ['v=DKIM1; p=not!base64', { kind: 'unusable' }],
    ['v=DKIM1; p=AAAA', { kind: 'unusable' }],
    [`v=DKIM1; k=ed25519; p=${K2048}`, { kind: 'unusable' }],
  ])('%.40s…', (record, expected) => {
    expect(readDkimKey(record)).toMatchObject(expected);
  });

  it('is read without ever throwing', () => {
    const reading = fc.property(fc.base64String(), fc.string(), (key, rest) => {
      readDkimKey(`v=DKIM1; p=${key}; ${rest}`);
    });
    expect(() => fc.assert(reading)).not.toThrow();
  });
});

const at = (selector: string, record: string): Records => ({
  [`${selector}._domainkey.example.test TXT`]: [record],
});

function report(records: Records, named: readonly string[] = []) {
  return analysed(records, (zone) => analyseDkim('example.test', named, zone));
}

describe('the DKIM of a domain', () => {
  it.each([
    ['a named selector with a key', at('s9', `v=DKIM1; p=${K2048}`), ['s9']],
    [
      'an Ed25519 key beside an RSA key',
      { ...at('s9', `p=${K2048}`), ...at('e9', `k=ed25519; p=${ED}`) },
      ['s9', 'e9'],
    ],
    ['a guessed selector with a key', at('google', `v=DKIM1; p=${K2048}`), []],
  ])('%s is sound', (_, records, named) => {
    expect(report(records, named)).toMatchObject({ state: 'present', problems: [], gaps: [] });
  });

  it.each([
    ['nothing below _domainkey', { 'example.test A': ['192.0.2.1'] }, [], 'none'],
    ['no key at a named selector', at('s9', `p=${K2048}`), ['s1'], 'missing s1'],
    ['a revoked key', at('s9', 'v=DKIM1; p='), ['s9'], 'revoked s9'],
    ['a key in test', at('s9', `v=DKIM1; t=y; p=${K2048}`), ['s9'], 'testing s9'],
    ['a key of 512 bits', at('s9', `v=DKIM1; p=${rsa(512)}`), ['s9'], 'short s9'],
    ['a key of no known type', at('s9', `v=DKIM1; k=x; p=${K2048}`), ['s9'], 'unusable s9'],
  ])('%s is broken', (_, records, named, key) => {
    expect(report(records, named).problems).toEqual([expect.objectContaining({ level: 'fail', key })]);
  });

  it('with 1024 bits counts, and is worth a word', () => {
    const { problems, state } = report(at('s9', `v=DKIM1; p=${K1024}`), ['s9']);
    expect(state).toBe('present');
    expect(problems).toEqual([expect.objectContaining({ level: 'advice', key: 'weak s9' })]);
  });

  it('stays unknown where the selector has another name than the common ones', () => {
    expect(report(at('very-own', `p=${K2048}`))).toMatchObject({
      state: 'unknown',
      problems: [],
      gaps: [{ add: expect.stringContaining('selectors') }],
    });
  });

  it('stays unknown where only a revoked key was guessed', () => {
    const { state, problems } = report(at('google', 'v=DKIM1; p='));
    expect(state).toBe('unknown');
    expect(problems).toEqual([expect.objectContaining({ level: 'advice' })]);
  });

  it('stays open where a named selector got no answer', () => {
    expect(report(at('s9', '!'), ['s9'])).toMatchObject({ problems: [], gaps: [{}] });
  });
});
