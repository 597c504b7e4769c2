import { createChatbot } from './chatbot.ts';
import { launchFromEnv, type Launch } from './config/env.ts';
import { OUTBOX_FILE } from './mail/mailer.ts';
import { DatabaseUnavailable } from './data/database.ts';

const result = launchFromEnv(process.env);
if (result.ok) await start(result.launch);
else
  fail([
    'The chatbot cannot start with this environment:',
    ...result.problems.map((problem) => `  ${problem}`),
  ]);

async function start({ port, host, config }: Launch): Promise<void> {
  try {
    const chatbot = await createChatbot({ config });
    const { url } = await chatbot.listen(port, host);
    announce(url, chatbot.labels, config);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void chatbot.close().then(() => process.exit(0)));
    }
  } catch (error) {
    fail([reason(error, port)]);
  }
}

function announce(
  url: string,
  labels: { answerer: string; embedder: string },
  config: Launch['config'],
): void {
  const [link, mail] =
    config.mail.kind === 'outbox'
      ? ['shown here', `shown here, kept in ${config.mail.directory}/${OUTBOX_FILE}`]
      : ['in the mail', 'your SMTP server'];
  process.stdout.write(
    [
      `Chatbot is ready at ${url}`,
      `  Sign up    open ${url}, then follow the link ${link}`,
      `  Mail       ${mail}`,
      `  Answers    ${labels.answerer}`,
      `  Retrieval  full text and ${labels.embedder}`,
      `  API        ${url}/api/openapi.json`,
      '',
    ].join('\n'),
  );
}

function reason(error: unknown, port: number): string {
  if (error instanceof DatabaseUnavailable) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Port ${port} is taken. Choose another one with PORT.`;
  }
  return `The chatbot could not start: ${error instanceof Error ? error.message : 'unknown reason'}`;
}

function fail(lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}
