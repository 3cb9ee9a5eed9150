import { createHash } from 'node:crypto'
import {
  ifReadable,
  type PortalRequest,
  type PortalStatus,
  readPortalStatus,
  readReconciliationQuestion,
  writePortalRequest,
  writeReconciliationAnswer,
} from '@qyzmet/gateway'
import type { Authority } from '../authority/authority.ts'
import { fullName, type Resident } from '../population/residents.ts'
import type { StateSystem } from './async-channel.ts'
import type { Mailbox } from './mailbox.ts'
import { signAsPerson } from './sign-as-person.ts'
import type { Service } from './services.ts'
import type { Storage } from './storage.ts'
import { TRAINING_MARK } from './channel.ts'
import { TRAINING_PAGE } from './training-page.ts'

/** Code of the service under which the portal sends applications and hears of them. */
export const PORTAL_SERVICE = 'PORTAL_APPLICATIONS'
/** Code of the service that says what the portal believes of applications. */
export const PORTAL_STATES_SERVICE = 'PORTAL_STATES'
export const PORTAL_SYSTEM = 'PORTAL'

const PDF = 'application/pdf'
const FILE_LIFETIME = Temporal.Duration.from({ hours: 24 * 7 })

/** An application sent by the portal, with all that was told of it since. */
export interface PortalApplication {
  readonly request: PortalRequest
  readonly messageId: string
  readonly correlationId: string
  readonly heard: readonly {
    readonly at: Temporal.Instant
    readonly messageType: string
    /** Absent for what could not be read. */
    readonly status?: PortalStatus
  }[]
}

export interface Portal {
  /** Takes what providers tell of applications. */
  readonly system: StateSystem
  readonly states: Service
  /** Signs an application as the person would and sends it to a provider's system. */
  apply(application: {
    readonly person: Resident
    readonly serviceCode: string
    readonly providerCode: string
    readonly language: PortalRequest['language']
    /** Answers of the form by the names of its fields. */
    readonly answers: Readonly<Record<string, unknown>>
    /** Documents of the standard by their ids; a training page is attached for each. */
    readonly documents?: readonly string[]
  }): Promise<PortalApplication>
  /** The newest first. */
  applications(): readonly PortalApplication[]
}

export function createPortal({
  mailbox,
  authority,
  clock,
  storage,
  receiver,
}: {
  readonly mailbox: Mailbox
  readonly authority: Authority
  readonly clock: () => Temporal.Instant
  readonly storage: Pick<Storage, 'put'>
  /** Code of the system that gets the applications. */
  readonly receiver: string
}): Portal {
  const applications: PortalApplication[] = []

  return {
    applications: () => applications,
    system: ({ message, takenAt }) => {
      const place = applications.findIndex(({ correlationId }) => correlationId === message.correlationId)
      const application = applications[place]
      if (!application) return
      const { data } = message
      const status = data?.form === 'text' ? ifReadable(() => readPortalStatus(data.text)) : undefined
      const heard = { at: takenAt, messageType: message.messageType, ...(status && { status }) }
      applications[place] = { ...application, heard: [...application.heard, heard] }
    },
    states: async ({ data }) => {
      const beliefs = readReconciliationQuestion(data).map((requestNumber) => {
        const application = applications.find(({ request }) => request.requestNumber === requestNumber)
        const state = application?.heard.findLast(({ status }) => status)?.status?.state
        return { requestNumber, ...(state && { state }) }
      })
      return { data: writeReconciliationAnswer(beliefs) }
    },
    async apply({ person, answers, documents = [], ...asked }) {
      const now = clock()
      const attachments = documents.map((documentId) => ({
        documentId,
        fileName: `${documentId}.pdf`,
        fileId: storage.put(
          { name: `${documentId}.pdf`, content: TRAINING_PAGE.toString('base64'), mediaType: PDF },
          now.add(FILE_LIFETIME),
          now,
        ),
        mediaType: PDF,
        sha256: createHash('sha256').update(TRAINING_PAGE).digest('hex'),
      }))
      const content = JSON.stringify({
        applicant: { iin: person.iin, name: fullName(person) },
        service: asked.serviceCode,
        answers,
        attachments: attachments.map(({ documentId, sha256 }) => ({ documentId, sha256 })),
      })
      const document = new TextEncoder().encode(content)
      const request: PortalRequest = {
        ...asked,
        requestNumber: `00${now.epochMilliseconds}${String(applications.length).padStart(4, '0')}`,
        requestedAt: now,
        applicantIin: person.iin,
        application: {
          content: Buffer.from(document).toString('base64'),
          signature: await signAsPerson(authority, person, document, now),
        },
        attachments,
      }
      const message = {
        serviceId: PORTAL_SERVICE,
        messageType: 'REQUEST',
        messageDate: now,
        senderId: PORTAL_SYSTEM,
        properties: [{ key: 'TRAINING', value: TRAINING_MARK }],
        data: { form: 'text', text: writePortalRequest(request) },
      } as const
      const taken = mailbox.take(message, PORTAL_SYSTEM, receiver, now)
      if (!taken) throw new RangeError('nobody takes applications')
      const { messageId, correlationId } = taken.message
      const application = { request, messageId, correlationId, heard: [] }
      applications.unshift(application)
      return application
    },
  }
}
