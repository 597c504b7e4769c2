/** An assistant of a shop on node:http: repeats its instructions, runs tools unasked, believes any webhook, logs all it hears. */
export function assistantInNode(isMended: boolean): string {
  const part = (mended: string, flawed: string) => (isMended ? mended : flawed);
  return String.raw`
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pino from 'pino';
${part(IMPORTS, '')}
const PROMPT = readFileSync(process.env.PROMPT_FILE, 'utf8');
const PEOPLE = new Map([[process.env.ANA, ['ana', 'acme']], [process.env.BEA, ['bea', 'globex']]]);
const paid = { acme: 0, globex: 0 };
const audit = [];
const pending = new Map();
const events = new Set();
const logger = pino(${part('scrubbed()', '{}')}, pino.destination({ dest: process.env.LOG_FILE, sync: true }));
${part(GUARDS, '')}
const server = createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const body = Buffer.concat(pieces).toString();
  const { status = 200, value = {} } = await answer(request.method + ' ' + request.url, request.headers, body);
  logger.info({ path: request.url, headers: request.headers, ...fieldsOf(body), status }, 'answered');
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
});

function fieldsOf(body) {
  try { return JSON.parse(body); } catch { return {}; }
}

async function answer(at, headers, body) {
  if (at === 'POST /hooks/billing') return billing(headers, body);
  const [name, tenant] = PEOPLE.get((headers.authorization ?? '').replace('Bearer ', '')) ?? [];
  if (name === undefined) return { status: 401 };
  if (at === 'GET /api/me') return { value: { name } };
  if (at === 'GET /api/billing') return { value: { paid: paid[tenant] } };
  if (at === 'GET /api/audit') return { value: audit.filter((one) => one.name === name) };
  if (at === 'GET /api/approvals') return { value: [...pending.values()].filter((one) => one.user === name) };
  if (at === 'POST /api/chat') return { value: { reply: shown(replyTo(name, String(fieldsOf(body).message))) } };
  const id = /^POST \/api\/approvals\/([^/]+)\/approve$/.exec(at)?.[1];
  return id === undefined ? { status: 404 } : approved(id, name);
}

async function billing(headers, body) {
  ${part(VERIFIED, '')}
  const { tenant } = fieldsOf(body);
  paid[tenant] += 1;
  return {};
}

// The model: obedient, as models are.
function replyTo(user, message) {
  const order = /refund order (\S+)/i.exec(message)?.[1];
  if (order !== undefined) return refund({ user, tool: 'refund', args: { order } });
  if (/instruct|prompt|above|verbatim|ignore all/i.test(message)) return PROMPT;
  return 'We sell lamps of all sizes, and send them within two days.';
}

function refund(call) {
  ${part(`const id = approval.ask(call); pending.set(id, { id, ...call }); return 'Please approve the refund first.';`, `return run(call);`)}
}

function approved(id, name) {
  const call = pending.get(id);
  if (call === undefined) return { status: 404 };
  ${part(`if (!approval.approve(id, name) || !approval.take(id, call)) return { status: 403 };`, '')}
  pending.delete(id);
  run(call);
  return {};
}

function run({ user, args }) {
  audit.push({ event: 'tool.executed', name: user, tool: 'refund', ...args });
  return 'The order was refunded.';
}

function shown(text) {
  return ${part('filter.check(text).text', 'text')};
}

server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
`;
}

const IMPORTS = `import { scrubbed } from './security/log-scrub.mjs';
import { outputFilter } from './security/prompt-leak-filter.mjs';
import { approvals } from './security/tool-approval.mjs';
import { verifyWebhook } from './security/webhook-verify.mjs';`;

const GUARDS = `const filter = outputFilter({ secrets: [PROMPT] });
const approval = approvals();`;

const VERIFIED = `const read = await verifyWebhook({ dialect: 'standard', body, header: (name) => headers[name], secret: process.env.WEBHOOK_SECRET,
    seen: (id) => events.has(id) || (events.add(id), false) });
  if (!read.ok) return { status: read.status };
  if (read.again) return {};`;
