import { answerOf, describeExchange, type Answer, type Exchange } from '../core/exchange.ts';
import { ResponseSecret, type ResponseSecretData } from '../evidence/response-secret.ts';
import type { Observer } from '../io/probe.ts';
import { findSecretsIn } from '../secrets/find-secrets.ts';
import type { SecretMatch } from '../secrets/rule.ts';
import { toldOf } from '../secrets/told.ts';

/** Keys stand at the beginning of an answer, or in a list; nobody sends one behind a million characters. */
const SEARCHED = 1_000_000;

/** Looks for credentials of vendors in every answer of the API, before it is redacted. */
export const responseSecret: Observer = {
  id: 'response-secret',
  yields: [ResponseSecret.kind],
  traffic: ['error-trigger', 'cors', 'public-answer'],
  see({ exchange, operation, rawBody }) {
    const answer = answerOf(exchange);
    if (answer === undefined || operation === undefined) return [];
    const to = receiverOf(exchange, answer);
    const common = { where: operation, exchange: exchange.id, line: describeExchange(exchange), to };
    const looked = { key: operation, draft: ResponseSecret.of(common) };
    return [
      looked,
      ...findSecretsIn(rawBody.slice(0, SEARCHED))
        .filter(isNamed)
        .map((match) => {
          const sighting = toldOf(match, operation);
          return {
            key: `${operation} ${to} ${match.rule.id}`,
            draft: ResponseSecret.of({ ...common, sighting }),
          };
        }),
    ];
  },
};

/** A product hands out tokens of its own all day: only what has a vendor's shape is worth a word. */
function isNamed({ rule }: SecretMatch): boolean {
  return rule.loose !== true;
}

function receiverOf({ as, request }: Exchange, { status }: Answer): ResponseSecretData['to'] {
  if (status >= 400 || /^(?:anonymous|nobody)/.test(as)) return 'open';
  return request.method === 'GET' ? 'shown' : 'issued';
}
