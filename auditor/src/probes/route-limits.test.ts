import { describe, expect, test } from 'vitest';
import { resetLimit as resetCheck } from '../checks/limits/reset.ts';
import { uploadLimit as uploadCheck } from '../checks/limits/upload.ts';
import { rehearse, type Reply, type Serve } from '../io/rehearsal.ts';
import { resetLimit } from './reset-limit.ts';
import { uploadLimit } from './upload-limit.ts';

const TARGET = {
  consent: 'owner' as const,
  identities: { ana: { tenant: 'acme', bearer: '${ANA}' } },
  chat: {
    send: 'POST /api/chat',
    body: { message: '{{prompt}}' },
    upload: { post: '/api/files', id: '$.file.id', remove: '/api/files/{file}' },
  },
  password: { reset: { post: '/api/reset', json: { email: '{{email}}' } } },
  mail: { sink: 'smtp://127.0.0.1:2525' },
};

/** A product that takes so many, and then answers otherwise. */
function product(most: number, then: Reply): { serve: Serve; files: Set<string> } {
  const files = new Set<string>();
  let count = 0;
  const serve: Serve = ({ method, path }) => {
    if (method === 'DELETE') return files.delete(path.split('/')[3] ?? '') ? { status: 204 } : undefined;
    count += 1;
    if (count > most) return then;
    if (path === '/api/reset') return { status: 202, body: { ok: true } };
    const id = `file-${count}`;
    files.add(id);
    return { status: 201, body: { file: { id, name: `launch-ready ${count}` } } };
  };
  return { serve, files };
}

const cases: readonly [string, number, Reply, string][] = [
  ['429', 20, { status: 429, body: { error: 'slow down' } }, 'pass'],
  ['a full quota as 403 with words', 20, { status: 403, body: { error: 'quota exceeded' } }, 'pass'],
  ['no limit', Number.POSITIVE_INFINITY, {}, 'fail'],
  ['a crash', 20, { status: 500, body: 'oops' }, 'unproven'],
  ['refused from the start', 0, { status: 400, body: { error: 'bad' } }, 'unproven'],
];

describe('the upload-limit probe and its check', () => {
  test.each(cases)('%s', async (_name, most, then, status) => {
    const { serve, files } = product(most, then);
    const run = await rehearse({ probe: uploadLimit, target: TARGET, operations: [], serve });
    expect(uploadCheck.judge({ bursts: { evidence: run.evidence, missing: [] } }).status).toBe(status);
    expect(run.requests).toBeLessThanOrEqual(run.planned);
    expect(files.size).toBe(0);
    expect(run.leftBehind).toEqual([]);
  });
});

describe('the reset-limit probe and its check', () => {
  test.each(cases)('%s', async (_name, most, then, status) => {
    const { serve } = product(most, then);
    const run = await rehearse({ probe: resetLimit, target: TARGET, operations: [], serve });
    expect(resetCheck.judge({ bursts: { evidence: run.evidence, missing: [] } }).status).toBe(status);
    expect(run.requests).toBeLessThanOrEqual(run.planned);
  });

  test('without a sink nothing is asked', async () => {
    const { mail: _, ...rest } = TARGET;
    const { requests, leftOut } = await rehearse({
      probe: resetLimit,
      target: rest,
      operations: [],
      serve: product(0, {}).serve,
    });
    expect(requests).toBe(0);
    expect(leftOut).toEqual(['it might send mail, and the file names no sink']);
  });
});
