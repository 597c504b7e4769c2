import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';

/** A value that has the shape of a credential, masked. */
export const SecretSightingSchema = z.object({
  /** Id of the rule that it fits: `openai-key`. */
  rule: z.string(),
  /** `OpenAI API key`. */
  title: z.string(),
  exposure: z.enum(['public', 'conditional', 'secret']),
  /** What has to hold for a conditional one. */
  provided: z.string().exactOptional(),
  /** So plain a shape that it is a suspicion and no proof. */
  loose: z.boolean().exactOptional(),
  /** `src/config.ts:12`, or an address. */
  where: z.string(),
  /** `sk-proj-…9f3a`. */
  masked: z.string(),
});

export type SecretSighting = z.infer<typeof SecretSightingSchema>;

/** What a search through files found, and how much it looked at. */
export const SecretScanSchema = z.object({
  /** What was searched, in words: `the repository`. */
  place: z.string(),
  files: z.number().int(),
  bytes: z.number().int(),
  sightings: z.array(SecretSightingSchema),
  /** Files that hold settings and are under version control, or would be with the next commit: `.env`. */
  settings: z.array(z.string()),
  /** Why not everything was searched. */
  cut: z.string().exactOptional(),
});

export type SecretScan = z.infer<typeof SecretScanSchema>;

/** The files of the repository as they are now. */
export const RepositorySecrets = defineEvidence('repository-secrets', SecretScanSchema);

/** Every version of every file that the repository's history still holds. */
export const HistorySecrets = defineEvidence('history-secrets', SecretScanSchema);

/** The built front end as it lies on disk. */
export const BundleFolderSecrets = defineEvidence('bundle-folder-secrets', SecretScanSchema);

/** Log files of the product, and of its builds. */
export const LogSecrets = defineEvidence('log-secrets', SecretScanSchema);
