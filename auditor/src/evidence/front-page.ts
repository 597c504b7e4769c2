import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';

const LinkSchema = z.object({
  url: z.string(),
  exchange: z.string(),
  status: z.number().int().exactOptional(),
  /** The same once more, where the first answer was an error. */
  again: z.object({ exchange: z.string(), status: z.number().int().exactOptional() }).exactOptional(),
});

const KeySchema = z.object({
  /** Id of the shape. */
  rule: z.string(),
  title: z.string(),
  exposure: z.enum(['public', 'conditional', 'secret']),
  /** A suspicion only. */
  loose: z.boolean(),
  provided: z.string().exactOptional(),
  masked: z.string(),
  script: z.string(),
  exchange: z.string(),
});

/** The first page that people see, and what it loads and leads to. */
export const FrontPage = defineEvidence(
  'front-page',
  z.object({
    url: z.string(),
    exchange: z.string(),
    status: z.number().int(),
    headers: z.record(z.string(), z.string()),
    milliseconds: z.number(),
    bytes: z.number().int(),
    /** Addresses without encryption in an encrypted page. */
    mixed: z.object({ active: z.array(z.string()), passive: z.array(z.string()) }),
    links: z.array(LinkSchema),
    scripts: z.number().int(),
    /** Why not all of its scripts were read. */
    unread: z.string().exactOptional(),
    keys: z.array(KeySchema),
    /** What a page of a stranger may do with it. */
    foreign: z
      .object({
        exchange: z.string(),
        origin: z.string(),
        allowOrigin: z.string().exactOptional(),
        credentials: z.boolean(),
      })
      .exactOptional(),
  }),
);

export type FrontPageData = z.infer<typeof FrontPage.schema>;
