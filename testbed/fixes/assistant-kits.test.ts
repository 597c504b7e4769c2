import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mayLack, PYTHON, runs } from '../../auditor/src/io/fixtures/programs.ts';
import { workplace } from '../conformance/workplace.ts';
import { startChild } from '../src/child-process.ts';
import { freePort } from '../src/free-port.ts';
import { assistantInFastapi } from './assistant/assistant-in-fastapi.ts';
import { assistantInNode } from './assistant/assistant-in-node.ts';
import { ASSISTANT_ENV, assistantTarget, PROMPT } from './assistant/assistant-target.ts';
import { all, applyKits, auditWith, whileUp } from './audit-kits.ts';
import { writeShop } from './shop/shop.ts';

const CHECKS = [
  'chatbot/injection',
  'chatbot/system-prompt',
  'logging/content',
  'secrets/logs',
  'tools/approval',
  'webhooks/replay',
  'webhooks/signature',
];

const isMissing = mayLack(runs(PYTHON, '-c', 'import fastapi, uvicorn, structlog'));

describe('a flawed assistant', () => {
  it('in Node.js with pino is red, gets its kits, and is green', async () => {
    const { red, green } = await redThenGreen('generic');
    expect(red).toEqual(all(CHECKS, 'fail'));
    expect(green).toEqual(all(CHECKS, 'pass'));
  });

  it.skipIf(isMissing)('in FastAPI with structlog is red, gets its kits, and is green', async () => {
    const { red, green } = await redThenGreen('fastapi');
    expect(red).toEqual(all(CHECKS, 'fail'));
    expect(green).toEqual(all(CHECKS, 'pass'));
  });
});

/** Audits the flawed assistant, applies what the run asks for, builds it in, and audits again. */
async function redThenGreen(framework: 'generic' | 'fastapi') {
  using place = workplace(ASSISTANT_ENV);
  const folder = join(place.folder, 'shop');
  writeShop(folder, framework);
  const port = await freePort();
  const file = place.write(assistantTarget(port));
  writeFileSync(join(place.folder, 'prompt.txt'), PROMPT);
  const audited = async (isMended: boolean) => {
    const isPython = framework === 'fastapi';
    const script = join(folder, isPython ? 'server.py' : 'server.mjs');
    writeFileSync(script, (isPython ? assistantInFastapi : assistantInNode)(isMended));
    writeFileSync(join(folder, 'app.log'), '');
    const server = await startChild({
      name: `the assistant in ${framework}`,
      script,
      args: [],
      ...(isPython ? { program: PYTHON } : {}),
      errors: join(folder, 'errors.log'),
      env: {
        ...ASSISTANT_ENV,
        PORT: String(port),
        PROMPT_FILE: join(place.folder, 'prompt.txt'),
        LOG_FILE: join(folder, 'app.log'),
        PYTHONDONTWRITEBYTECODE: '1',
      },
    });
    return whileUp(server, () => auditWith(place, file, CHECKS));
  };
  const red = await audited(false);
  await applyKits(place);
  return { red, green: await audited(true) };
}
