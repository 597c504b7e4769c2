import { expect, test } from 'vitest';
import { SIGNERS } from './webhook-signature.ts';

const one = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: '1614265330',
  url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
};

// The examples that the vendors' own pages give.
test('signs as Standard Webhooks and Svix do', () => {
  const signed = {
    ...one,
    body: '{"test": 2432232314}',
    key: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  };
  const value = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
  expect(SIGNERS.standard(signed)['webhook-signature']).toBe(value);
  expect(SIGNERS.svix(signed)['svix-signature']).toBe(value);
});

test('signs as GitHub does', () => {
  const { 'x-hub-signature-256': value } = SIGNERS.github({
    ...one,
    body: 'Hello, World!',
    key: "It's a Secret to Everybody",
  });
  expect(value).toBe('sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17');
});

test('signs as Slack does', () => {
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  const signed = { ...one, timestamp: '1531420618', body, key: '8f742231b10e8888abcd99yyyzzz85a5' };
  expect(SIGNERS.slack(signed)['x-slack-signature']).toBe(
    'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  );
});

test('signs as Twilio does', () => {
  const body =
    'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212';
  expect(SIGNERS.twilio({ ...one, body, key: '12345' })['x-twilio-signature']).toBe(
    'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
  );
});
