import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { HandshakeSchema, OFFERS } from '../core/handshake.ts';

const ShakeSchema = z.object({
  exchange: z.string(),
  handshake: HandshakeSchema.exactOptional(),
  /** Why there was no handshake. */
  because: z.string().exactOptional(),
});

export type Shake = z.infer<typeof ShakeSchema>;

/** What a host showed in two ordinary handshakes; none for a name that does not exist and that nobody said is in use. */
export const TlsHost = defineEvidence(
  'tls-host',
  z.object({ host: z.string(), shakes: z.array(ShakeSchema) }),
);

export type TlsHostData = z.infer<typeof TlsHost.schema>;

/** What a host said to old offers, with an ordinary handshake as the control; nothing for a name that does not exist. */
export const TlsOffers = defineEvidence(
  'tls-offers',
  z.object({
    host: z.string(),
    control: ShakeSchema.exactOptional(),
    tried: z.array(
      z.object({
        offer: z.enum(OFFERS),
        answer: ShakeSchema,
        /** The same offer once more, when it was taken. */
        again: ShakeSchema.exactOptional(),
      }),
    ),
  }),
);

export type TlsOffersData = z.infer<typeof TlsOffers.schema>;
