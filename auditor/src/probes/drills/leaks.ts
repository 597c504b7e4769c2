import type { Shot } from '../../evidence/drill.ts';

/** What only the inside of a product writes. A good message says none of it. */
const INSIDE: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'an error of the network',
    /\b(?:E(?:CONNREFUSED|NOTFOUND|TIMEDOUT|HOSTUNREACH|AI_AGAIN)|getaddrinfo|Connection refused|Name or service not known|UND_ERR_\w+)\b/,
  ],
  [
    'an address of the inside',
    /\b(?:127(?:\.\d{1,3}){3}|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|localhost|[\w-]+\.(?:internal|local|svc|cluster\.local)):\d{2,5}\b/,
  ],
  [
    'the address of a model provider',
    /\b(?:api\.(?:openai|anthropic|mistral|groq|cohere|deepseek)\.\w+|generativelanguage\.googleapis\.com|[\w-]+\.openai\.azure\.com|\/v1\/(?:chat\/)?completions)\b/,
  ],
  [
    'a database’s own error',
    /\b(?:SQLSTATE|PostgresError|PrismaClient\w*Error|psycopg2?|sqlalchemy|MongoNetworkError|ER_[A-Z_]{4,}|PGRST\d+|FATAL:\s|terminating connection|too many clients)\b/,
  ],
  [
    'a query',
    /\b(?:select\s+(?:\*|[\w".]+(?:\s*,\s*[\w".]+)*)\s+from\s+"?[\w.]+"?\s*(?:;|\b(?:as|where|join|inner|left|limit|order|group)\b)|insert\s+into\s+"?[\w.]+"?\s*\(|update\s+"?[\w.]+"?\s+set\s+"?\w+"?\s*=|delete\s+from\s+"?[\w.]+"?\s+where\b)/i,
  ],
  [
    'a stack trace',
    /(?:\n|\\n)\s+at (?:async )?[\w$.<> [\]]+ ?\(?[^\s()]+:\d+:\d+\)?|Traceback \(most recent call last\)/,
  ],
  [
    'a key',
    /\b(?:sk-[\w-]{16,}|Bearer\s+[\w.-]{20,}|(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis):\/\/[^\s"']+)/,
  ],
];

/** What of the inside shows in an answer. */
export function leaksIn(text: string): Shot['leaks'] {
  return INSIDE.flatMap(([what, pattern]) => {
    const mark = pattern.exec(text)?.[0].slice(0, 120);
    return mark === undefined ? [] : [{ what, mark }];
  });
}
