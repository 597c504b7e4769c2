import { expect, test } from 'vitest';
import { asksForFactor } from './second-factor.ts';

test.each<[string, boolean]>([
  ['{"mfaRequired":true,"ticket":"abc"}', true],
  ['{"status":"MFA_REQUIRED"}', true],
  ['{"error":{"code":"two_factor_required","message":"Enter your code"}}', true],
  ['{"next":"totp"}', true],
  ['{"challenge":{"type":"otp"}}', true],
  ['{"message":"Enter the verification code that we sent you"}', true],
  ['<form><input name="code" autocomplete="one-time-code"></form>', true],
  ['<form><input name="email"><input name="password" type="password"></form>', false],
  ['{"token":"abc","user":{"mfaEnabled":true}}', false],
  ['{"token":"abc","mfaRequired":false}', false],
  ['{"token":"abc","mfaEnabled":true,"mfaVerified":true}', false],
  ['{"error":"wrong password"}', false],
  ['', false],
])('%s: %s', (body, asks) => {
  expect(asksForFactor(body)).toBe(asks);
});
