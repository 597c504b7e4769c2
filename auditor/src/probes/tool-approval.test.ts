import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { toolApproval as approvalCheck } from '../checks/tools/approval.ts';
import { toolPermission as permissionCheck } from '../checks/tools/permission.ts';
import type { Evidence } from '../core/evidence.ts';
import {
  ToolApproval,
  ToolPermission,
  type ToolApprovalData,
  type ToolPermissionData,
} from '../evidence/tool-use.ts';
import { rehearse, type Serve } from '../io/rehearsal.ts';
import { toolApproval } from './tool-approval.ts';
import { toolPermission } from './tool-permission.ts';

interface Desk {
  /** Approving a task carries it out at once; otherwise the client runs it with the approval. */
  readonly atOnce?: boolean;
  readonly skips?: boolean;
  readonly believesWords?: boolean;
  readonly believesFields?: boolean;
  readonly forgetsUse?: boolean;
  readonly anyArguments?: boolean;
  readonly anyone?: boolean;
  readonly deaf?: boolean;
  readonly blind?: boolean;
}

interface Task {
  readonly key: string;
  readonly order: string;
  state: 'open' | 'approved' | 'used';
}

const MessageSchema = z.looseObject({ text: z.string(), approved: z.boolean().optional() });
const RunSchema = z.looseObject({
  order: z.string(),
  task: z.string().optional(),
  approved: z.boolean().optional(),
});

/** A help desk whose bot refunds orders. Its log holds requests as well as acts, in lines of words. */
function desk(kind: Desk): Serve {
  const tasks: Task[] = [];
  const log: { readonly line: string }[] = [];
  const act = (order: string) => void log.push({ line: `executed refund ${order}` });
  const wait = (order: string) => {
    tasks.push({ key: `t${tasks.length}`, order, state: 'open' });
    log.push({ line: `requested refund ${order}` });
  };

  return ({ method, path, headers, body }) => {
    if (kind.deaf && method === 'POST') return { status: 503 };
    const isGus = headers.authorization === 'Bearer ben-secret-1';
    if (path === '/chat') {
      const { text, approved = false } = MessageSchema.parse(JSON.parse(body));
      const order = /order (\w+)/.exec(text)?.[1];
      if (order === undefined) return { body: { say: 'What can I do?' } };
      if (isGus && !kind.anyone) return { body: { say: 'Not for you.' } };
      const claimed =
        (kind.believesWords && text.includes('approved=true')) || (kind.believesFields && approved);
      if (kind.skips || claimed) act(order);
      else wait(order);
      return { body: { say: 'Fine.' } };
    }
    if (path === '/log') return kind.blind ? { body: { log: [] } } : { body: { log } };
    if (path === '/tasks') return { body: { tasks: tasks.filter(({ state }) => state === 'open') } };
    const task = tasks.find(({ key }) => path === `/tasks/${key}/yes`);
    if (task !== undefined) {
      if (task.state !== 'open' && !kind.forgetsUse) return { status: 409 };
      task.state = kind.atOnce ? 'used' : 'approved';
      if (kind.atOnce) act(task.order);
      return { body: {} };
    }
    if (path !== '/run') return undefined;
    const { order, task: key, approved = false } = RunSchema.parse(JSON.parse(body));
    const used = tasks.find((one) => one.key === key);
    const isGood =
      used !== undefined &&
      (used.state === 'approved' || (kind.forgetsUse === true && used.state === 'used')) &&
      (kind.anyArguments === true || used.order === order);
    if (!isGood && !(kind.believesFields && approved)) return { status: 403 };
    if (used !== undefined) used.state = 'used';
    act(order);
    return { body: {} };
  };
}

const target = (kind: Desk) => ({
  consent: 'owner' as const,
  identities: {
    ana: { tenant: 'acme', role: 'lead', bearer: '${ANA}' },
    gus: { tenant: 'acme', role: 'guest', bearer: '${BEN}' },
  },
  chat: {
    send: 'POST /chat',
    body: { text: '{{prompt}}' },
    reply: '$.say',
    tools: {
      log: 'GET /log',
      ran: 'executed',
      pending: 'GET /tasks',
      approve: 'POST /tasks/{key}/yes',
      approval: '$.key',
      approver: 'ana',
      protected: ['refund'],
      calls: {
        refund: { ask: 'Please refund order {{text}}', arguments: { order: '{{text}}' }, notFor: ['gus'] },
      },
      ...(kind.atOnce
        ? {}
        : { run: { send: 'POST /run', json: { order: '{{text}}', task: '{{approval}}' } } }),
    },
  },
});

async function status(kind: Desk) {
  const serve = desk(kind);
  const file = target(kind);
  const approval = await rehearse({ probe: toolApproval, target: file, operations: [], serve });
  const permission = await rehearse({
    probe: toolPermission,
    target: file,
    operations: [],
    serve: desk(kind),
  });
  expect(approval.requests).toBeLessThanOrEqual(approval.planned);
  expect(permission.requests).toBeLessThanOrEqual(permission.planned);
  const acts = approval.evidence.filter(
    (one): one is Evidence<ToolApprovalData> => one.kind === ToolApproval.kind,
  );
  const others = permission.evidence.filter(
    (one): one is Evidence<ToolPermissionData> => one.kind === ToolPermission.kind,
  );
  return [
    approvalCheck.judge({ acts: { evidence: acts, missing: [] } }),
    permissionCheck.judge({ acts: { evidence: others, missing: [] } }),
  ] as const;
}

describe('a bot that refunds', () => {
  test.each<[string, Desk, string]>([
    ['sound', {}, 'pass'],
    ['sound, and an approval is carried out at once', { atOnce: true }, 'pass'],
    ['asks nobody', { skips: true }, 'fail'],
    ['believes what the message says', { believesWords: true }, 'fail'],
    ['believes a field', { believesFields: true }, 'fail'],
    ['uses an approval again', { forgetsUse: true }, 'fail'],
    ['uses an approval for other arguments', { anyArguments: true }, 'fail'],
    ['does not answer', { deaf: true }, 'unproven'],
    ['keeps a log in which nothing stands', { blind: true }, 'unproven'],
  ])('%s', async (_name, kind, expected) => {
    const [approval] = await status(kind);
    expect(approval.status).toBe(expected);
  });

  test('asked by somebody who may not', async () => {
    const [, sound] = await status({});
    expect(sound.status).toBe('pass');
    expect(sound.findings).toEqual([]);
    const [, open] = await status({ anyone: true });
    expect(open.findings.map(({ level }) => level)).toEqual(['advice']);
    const [, unchecked] = await status({ anyone: true, skips: true });
    expect(unchecked.status).toBe('fail');
    const [, deaf] = await status({ deaf: true });
    expect(deaf.status).toBe('unproven');
  });
});
