import { expect, test } from 'vitest';
import { defaultOutbound } from './outbound.ts';

const permits = (url: string, ...addresses: readonly string[]): boolean =>
  defaultOutbound.permits({ url: new URL(url), addresses, allowedHosts: ['127.0.0.1:9000'] });

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '169.254.169.254',
  '192.168.1.1',
  '0.0.0.0',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  'fd00::1',
  'fe80::1',
])('%s is inside', (address) => {
  expect(permits('https://hooks.test/', address)).toBe(false);
  expect(permits('https://hooks.test/', '93.184.215.14', address)).toBe(false);
});

test('public servers over TLS, and what the operator allows', () => {
  expect(permits('https://hooks.test/', '93.184.215.14')).toBe(true);
  expect(permits('http://hooks.test/', '93.184.215.14')).toBe(false);
  expect(permits('https://hooks.test/')).toBe(false);
  expect(permits('http://127.0.0.1:9000/in', '127.0.0.1')).toBe(true);
});
