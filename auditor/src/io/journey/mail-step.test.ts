import { expect, test } from 'vitest';
import { codeIn, linkIn } from './mail-step.ts';

const MAIL = {
  subject: 'Welcome',
  text: 'Terms: https://app.test/terms.\nhttps://app.test/Verify?token=abc123def456',
  html: '',
};

test('finds the link that is meant', () => {
  expect(linkIn(MAIL, 'verify')).toBe('https://app.test/Verify?token=abc123def456');
  expect(linkIn(MAIL, 'reset')).toBeUndefined();
});

test('finds a code in text, in HTML and in the subject', () => {
  expect(codeIn({ ...MAIL, text: 'Your  code is 482913.' }, 'code is (\\d{6})')).toBe('482913');
  expect(codeIn({ ...MAIL, text: '', html: '<p>Code <b>48 29</b></p>' }, 'code\\s+(\\d\\d \\d\\d)')).toBe(
    '48 29',
  );
  expect(codeIn({ ...MAIL, subject: '482913 is your code' }, '\\d{6}')).toBe('482913');
  expect(codeIn(MAIL, 'code is (\\d{6})')).toBeUndefined();
});
