import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'

const Name = Type.String({ minLength: 1, maxLength: 200 })
const closed = { additionalProperties: false }

const Service = Type.Object(
  {
    road: Type.Union([Type.Literal('shep'), Type.Literal('xroad')]),
    serviceId: Name,
    routeId: Type.Optional(Name),
    /** Whether people are asked for leave before the service is asked about them. */
    consent: Type.Optional(Type.Boolean()),
    /** The longest one exchange may take; default 20. */
    timeoutSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 300 })),
    /** An earlier answer not older than this is used again for the same step of the same kind of case; default 0. */
    reuseMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 43_200 })),
  },
  closed,
)

const Services = Type.Object(
  {
    /** Who asks, as registers know it. */
    requester: Type.Object(
      {
        senderCode: Name,
        bin: Type.String({ pattern: '^\\d{12}$' }),
        name: Name,
        /** Who answers for the questions before the people they are about. */
        responsible: Name,
      },
      closed,
    ),
    /** The service that asks people for leave. */
    consent: Type.Object(
      {
        road: Type.Literal('shep'),
        serviceId: Name,
        routeId: Type.Optional(Name),
        lifetimeMinutes: Type.Integer({ minimum: 1, maximum: 43_200 }),
        /** What is to be read, in words for the person. */
        dataName: Name,
        /** Codes of the faults with which registers say that a token is not accepted; default: none is known. */
        notAccepted: Type.Optional(Type.Array(Name, { maxItems: 50 })),
      },
      closed,
    ),
    registers: Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]*$' }), Service),
  },
  closed,
)

/** Where each register of the standards is asked. */
export type RegisterServices = Static<typeof Services>
export type RegisterService = Static<typeof Service>

/** The file of services is not what it should be. */
export class RegisterServicesError extends Error {
  override readonly name = 'RegisterServicesError'
}

const services = Compile(Services)

/** @throws {RegisterServicesError} naming every place that is wrong */
export function parseRegisterServices(text: string): RegisterServices {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new RegisterServicesError('The file of register services is not JSON.', { cause })
  }
  if (services.Check(value)) return value
  const places = [...services.Errors(value)].map(({ instancePath, message }) => `${instancePath || '/'} ${message}`)
  throw new RegisterServicesError(`The file of register services: ${places.join('; ')}`)
}
