import { describe, expect, test } from 'vitest';
import { diagnose, type Scene } from './diagnose.ts';

const ACT = {
  what: 'click "Sign up"',
  isControl: true,
  appearance: 'x',
  says: [],
  failures: 0,
  console: 0,
  requests: 0,
};
const CALM: Scene = {
  stop: { kind: 'missing', what: 'a field "Code"' },
  act: ACT,
  screen: { url: 'https://app.test/join', title: 'Join', text: 'Join us', says: [] },
  isUnchanged: false,
  status: 200,
  failures: [],
  console: [],
  halted: undefined,
  strangers: [],
  dialogs: 0,
};
const failure = (status: number, type = 'fetch') => ({
  method: 'POST',
  url: 'https://app.test/api/join',
  result: status === 0 ? 'net::ERR_CONNECTION_RESET' : String(status),
  status,
  type,
});

describe('why somebody does not get on', () => {
  test.for<[name: string, scene: Partial<Scene>, how: string, because: string]>([
    ['nothing is known', {}, 'missing', 'a field "Code" cannot be seen'],
    [
      'nothing happened',
      { isUnchanged: true },
      'silent',
      'nothing happens on the screen after click "Sign up"',
    ],
    [
      'nothing happened to something that is no button',
      { isUnchanged: true, act: { ...ACT, isControl: false } },
      'missing',
      'cannot be seen',
    ],
    [
      'the form says no',
      { screen: { ...CALM.screen, says: ['Too short'] } },
      'refused',
      'the page says: Too short',
    ],
    [
      'it said so before',
      { screen: { ...CALM.screen, says: ['Beta'] }, act: { ...ACT, says: ['Beta'] } },
      'missing',
      'cannot be seen',
    ],
    ['an error page', { status: 502 }, 'error-page', '/join is an error page (502)'],
    [
      'an address of the file that is not there',
      { status: 404, act: { ...ACT, what: 'opening /join', isControl: false } },
      'missing',
      'cannot be seen',
    ],
    [
      'the server fails',
      { failures: [failure(500)], isUnchanged: true },
      'failed',
      'POST /api/join: 500 behind the page',
    ],
    [
      'the server failed earlier',
      { failures: [failure(500)], act: { ...ACT, failures: 1 } },
      'missing',
      'cannot be seen',
    ],
    ['a picture that does not load', { failures: [failure(0, 'image')] }, 'missing', 'cannot be seen'],
    [
      'beyond the edge',
      { stop: { kind: 'unreachable', what: 'a button "Go"', where: 'beyond the right edge' } },
      'unreachable',
      'a button "Go" is beyond the right edge',
    ],
    [
      'below a notice',
      { stop: { kind: 'covered', what: 'a button "Go"', by: 'We use cookies' } },
      'covered',
      'We use cookies',
    ],
    ['a script that ends', { console: ['Uncaught boom'] }, 'crashed', 'Uncaught boom'],
    ['no mail', { stop: { kind: 'no-mail', because: 'no mail came' } }, 'no-mail', 'no mail came'],
    [
      'no mail, and no sign that one was asked for',
      { stop: { kind: 'no-mail', because: 'no mail came' }, isUnchanged: true },
      'silent',
      'nothing happens',
    ],
    ['windows without end', { dialogs: 9 }, 'dialog', 'comes back'],
  ])('%s', ([, scene, how, because]) => {
    const diagnosis = diagnose({ ...CALM, ...scene });
    expect(diagnosis).toMatchObject({ kind: 'stuck', how });
    expect(diagnosis.because).toContain(because);
  });

  test.for<[name: string, scene: Partial<Scene>, because: string]>([
    ['the run was stopped', { halted: 'the budget is used up' }, 'the budget'],
    ['the product throttles', { failures: [failure(429)] }, 'limits how often'],
    ['a host that the file does not name', { strangers: ['cdn.test'] }, 'cdn.test'],
    ['it could not be opened', { stop: { kind: 'open', because: 'ERR_CONNECTION_REFUSED' } }, 'REFUSED'],
  ])('nothing is said when %s', ([, scene, because]) => {
    const diagnosis = diagnose({ ...CALM, ...scene });
    expect(diagnosis.kind).toBe('open');
    expect(diagnosis.because).toContain(because);
  });

  test('what shows by itself counts, whatever host is missing', () => {
    expect(diagnose({ ...CALM, strangers: ['cdn.test'], status: 500 })).toMatchObject({ how: 'error-page' });
  });
});
