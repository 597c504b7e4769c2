import { describe, expect, it } from 'vitest';
import { createScope, isPrivateAddress, isPrivateName } from './scope.ts';

describe('scope', () => {
  const scope = createScope(['https://app.example.com', 'http://127.0.0.1:8080/v1']);
  it.each([
    'https://app.example.com/any/path',
    'https://app.example.com:443/',
    'https://acme.app.example.com/',
    'http://127.0.0.1:8080/other',
  ])('holds %s', (url) => {
    expect(scope.refuses(new URL(url))).toBeUndefined();
  });

  it.each([
    ['https://example.com/', 'example.com is not a host'],
    ['https://notapp.example.com/', 'notapp.example.com is not a host'],
    ['https://app.example.com.evil.test/', 'is not a host'],
    ['https://app.example.com@evil.test/', 'evil.test is not a host'],
    ['http://127.0.0.1:8081/', '127.0.0.1:8081 is not a host'],
    ['https://app.example.com:8443/', 'app.example.com:8443 is not a host'],
    ['file:///etc/passwd', 'file: is not a web address'],
  ])('refuses %s', (url, because) => {
    expect(scope.refuses(new URL(url))).toContain(because);
  });
});

describe('hosts that need no proof of ownership', () => {
  it.each(['localhost', 'api.localhost', 'app.test', '127.0.0.1', '10.1.2.3', '[::1]', '[fd00::1]', 'nas.local', '192.168.1.1', '172.31.0.1'])(
    '%s',
    (name) => expect(isPrivateName(name)).toBe(true),
  ); // prettier-ignore

  it.each(['example.com', 'localhost.example.com', 'test.com', 'latest', '8.8.8.8', '172.32.0.1', '[2606:4700::1]', '1.127.0.0.1', '127.0.0.1.nip.io'])(
    'but not %s',
    (name) => expect(isPrivateName(name)).toBe(false),
  ); // prettier-ignore

  it('an IPv4 address in IPv6 clothing is what it is', () => {
    expect(isPrivateAddress('::ffff:127.0.0.1')).toBe(true);
    expect(isPrivateAddress('::ffff:8.8.8.8')).toBe(false);
  });
});
