import { textOf, subjectOf, type Alert } from '../../core/watch/alert.ts';
import type { AlertSpec } from '../../core/target/monitoring.ts';
import type { Http } from '../http.ts';
import { isPrivateName } from '../scope.ts';
import type { Secrets } from '../secrets.ts';
import type { Vault } from '../vault.ts';

/** A way to somebody. */
export interface Channel {
  readonly name: 'mail' | 'webhook';
  /** Undefined when it was taken on the other side; otherwise why not. */
  send(alert: Alert): Promise<string | undefined>;
}

interface ChannelOptions {
  readonly http: Http;
  readonly vault: Vault;
  readonly secrets: Secrets;
}

const PATIENCE_MS = 20_000;

/** Opens the channels that the target file names, and no others. */
export function openChannels({ mail, webhook }: AlertSpec, options: ChannelOptions): readonly Channel[] {
  return [
    ...(mail === undefined ? [] : [mailChannel(mail, options)]),
    ...(webhook === undefined ? [] : [webhookChannel(webhook, options)]),
  ];
}

function mailChannel(spec: NonNullable<AlertSpec['mail']>, { vault, secrets }: ChannelOptions): Channel {
  const { hostname, port, protocol } = new URL(spec.server);
  const secure = protocol === 'smtps:';
  const password = spec.password === undefined ? undefined : vault.reveal(secrets.text(spec.password));
  return {
    name: 'mail',
    async send(alert) {
      // Loaded with the first alert: most rounds send none.
      const { createTransport } = await import('nodemailer');
      const transport = createTransport({
        host: hostname.replaceAll(/[[\]]/g, ''),
        port: Number(port || (secure ? 465 : 25)),
        secure,
        // A password must not cross a network in the clear.
        requireTLS: !secure && password !== undefined && !isPrivateName(hostname),
        connectionTimeout: PATIENCE_MS,
        greetingTimeout: PATIENCE_MS,
        socketTimeout: PATIENCE_MS,
        ...(password === undefined ? {} : { auth: { user: spec.user ?? spec.from, pass: password } }),
      });
      try {
        await transport.sendMail({
          from: spec.from,
          to: [...spec.to],
          subject: subjectOf(alert),
          text: textOf(alert),
        });
        return undefined;
      } catch (error) {
        return vault.redact(error instanceof Error ? error.message : String(error));
      } finally {
        transport.close();
      }
    },
  };
}

function webhookChannel(
  { url, format }: NonNullable<AlertSpec['webhook']>,
  { http, vault, secrets }: ChannelOptions,
): Channel {
  return {
    name: 'webhook',
    async send(alert) {
      const address = vault.reveal(secrets.text(url));
      if (!/^https?:\/\//.test(address) || !URL.canParse(address))
        return 'the variable of monitoring.alerts.webhook.url holds no web address';
      const { origin, pathname, search } = new URL(address);
      const outcome = await http.send({
        method: 'POST',
        origin,
        path: pathname + search,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(shaped(alert, format)),
        timeoutMs: PATIENCE_MS,
      });
      if (outcome.kind === 'no-answer') return vault.redact(outcome.message);
      return outcome.status < 300 ? undefined : `the receiver answered ${outcome.status}`;
    },
  };
}

function shaped(alert: Alert, format: 'json' | 'slack' | 'discord'): unknown {
  if (format === 'slack') return { text: textOf(alert) };
  // Discord refuses longer ones.
  if (format === 'discord') return { content: textOf(alert).slice(0, 2_000) };
  return { schema: 1, event: alert.kind, subject: subjectOf(alert), text: textOf(alert), ...alert };
}
