import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { METHODS } from '../core/operation.ts';

/** An address of the interface that the front end names. */
const EndpointSchema = z.object({
  /** `/api/boards/{param}`: what is put in at run time is a parameter. */
  path: z.string(),
  /** When the call around it says so. */
  method: z.enum(METHODS).exactOptional(),
  script: z.string(),
  line: z.number().int(),
  /** The exchange that brought the script. */
  exchange: z.string(),
});

/** What scripts ask of a hosted backend and the target file does not name. */
const UntestedSchema = z.object({
  /** Address or id of the project. */
  project: z.string(),
  /** `the table notes`. */
  what: z.array(z.string()),
  /** The exchange that brought the script. */
  exchange: z.string(),
});

/** What the product's own pages and scripts say about its interface. */
const FrontEndSchema = z.object({
  pages: z.number().int(),
  scripts: z.number().int(),
  /** Endpoints that were found, listed or not. */
  found: z.number().int(),
  unlisted: z.array(EndpointSchema),
  backends: z.array(UntestedSchema).exactOptional(),
  /** Why not everything was read. */
  cut: z.string().exactOptional(),
  /** Why nothing could be read. */
  because: z.string().exactOptional(),
});

export type FrontEndData = z.infer<typeof FrontEndSchema>;

export const FrontEnd = defineEvidence('front-end', FrontEndSchema);
