import { expect, test } from 'vitest';
import { sourceHints } from '../checks/exposure/source-hints.ts';
import { SourceHint, type SourceActionData, type SourceReading } from '../evidence/source-hint.ts';
import { rehearse, type Reply } from '../io/rehearsal.ts';
import { sourceActions } from './source-actions.ts';

const ID = '40'.repeat(21);
const publish: SourceActionData = {
  name: 'publish',
  file: 'app/notes/actions.ts',
  line: 3,
  texts: 1,
  call: { id: ID, page: '/notes' },
};
const reading = (action: SourceActionData): SourceReading => ({
  files: 1,
  unread: [],
  routes: [],
  hints: [],
  actions: [action],
});

async function ask(reply: Reply, action = publish, consent: { consent?: 'owner' } = { consent: 'owner' }) {
  const asked: string[] = [];
  const { evidence, requests, planned } = await rehearse({
    probe: sourceActions,
    source: reading(action),
    target: consent,
    operations: [],
    serve: ({ method, path, headers, body }) => {
      asked.push(
        `${method} ${path} ${String(headers['next-action'])} ${body.replace(/[a-z]{8}(?="\])/, 'word')}`,
      );
      return reply;
    },
  });
  expect(requests).toBeLessThanOrEqual(planned);
  const typed = evidence.map((one) => ({ ...one, data: SourceHint.schema.parse(one.data) }));
  const { findings } = sourceHints.judge({ source: { evidence: typed, missing: [] } });
  return { asked, what: findings.map((one) => one.what) };
}

/** What is told when there is nothing to tell. */
const NOTHING = /^$/;

test.each<[string, Reply, string | RegExp]>([
  ['401', { status: 401, body: 'no' }, NOTHING],
  [
    'a redirect to the login',
    { status: 303, headers: { 'x-action-redirect': '/login;push' }, body: '' },
    NOTHING,
  ],
  ['a refusal in words', { body: '0:{"a":"$@1"}\n1:{"error":"Unauthorized"}' }, NOTHING],
  ['a success', { body: '0:{"a":"$@1"}\n1:{"published":true}' }, 'it answered 200, as if'],
  [
    'a redirect elsewhere',
    { status: 303, headers: { 'x-action-redirect': '/notes;push' }, body: '' },
    'sent nobody on',
  ],
  ['an exception', { status: 500, body: '1:E{"digest":"1"}' }, 'cannot be told'],
  ['an unknown action', { status: 404, body: 'Server action not found.' }, 'built from other source'],
])('%s', async (_name, reply, told) => {
  const { asked, what } = await ask(reply);
  expect(asked).toEqual([`POST /notes ${ID} ["launch-ready-word"]`]);
  expect(what.join('|')).toMatch(told);
});

const { call: _call, ...unbuilt } = publish;
const { texts: _texts, ...withForm } = publish;

test.each<[string, SourceActionData]>([
  ['without a build', unbuilt],
  ['with a form', withForm],
  ['that removes', { ...publish, name: 'deleteNote' }],
  ['that costs money', { ...publish, name: 'generateTitle' }],
])('an action %s is not called', async (_name, action) => {
  expect((await ask({ body: '' }, action)).asked).toEqual([]);
});

test('nothing is called without consent', async () => {
  expect((await ask({ body: '' }, publish, {})).asked).toEqual([]);
});
