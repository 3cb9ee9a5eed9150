import { randomUUID } from 'node:crypto'
import {
  type EsedoDocument,
  type EsedoState,
  ifReadable,
  readEsedoState,
  writeEsedoDocument,
  writeEsedoState,
} from '@qyzmet/gateway'
import type { Authority } from '../authority/authority.ts'
import { fullName, type Resident } from '../population/residents.ts'
import type { StateSystem } from './async-channel.ts'
import { TRAINING_MARK } from './channel.ts'
import { ESEDO_SERVICE, ESEDO_SYSTEM } from './esedo.ts'
import type { Mailbox } from './mailbox.ts'
import { signAsPerson } from './sign-as-person.ts'
import type { Storage } from './storage.ts'
import { TRAINING_PAGE } from './training-page.ts'

/** The invented body from which letters come. */
export const LETTER_SENDER = 'Мысал облысының әлеуметтік қорғау басқармасы (ОҚУ)'
const ZONE = 'Asia/Almaty'
const FILE_LIFETIME = Temporal.Duration.from({ hours: 24 * 7 })

/** What a letter is to say. */
export interface LetterPlan {
  /** Route of the body that gets it, such as `R_Taraz`. */
  readonly routeId: string
  readonly kind?: EsedoDocument['kind']
  readonly description: string
  readonly dueOn?: Temporal.PlainDate
  /** Files in their order; one that is `lost` is named and not in the storage. */
  readonly files: readonly (LetterFilePlan | 'lost')[]
  /** Who signs the first file; left out: the letter bears no signature. */
  readonly signer?: Resident
  /** What is signed instead of the first file: the signature is right, and not of the letter. */
  readonly signedInstead?: Uint8Array
}

export interface LetterFilePlan {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** A letter sent by the invented body, with all that was told of it since. */
export interface SentLetter {
  readonly document: EsedoDocument
  readonly routeId: string
  readonly messageId: string
  readonly correlationId: string
  readonly sentAt: Temporal.Instant
  readonly heard: readonly {
    readonly at: Temporal.Instant
    /** Absent for what could not be read. */
    readonly state?: EsedoState
  }[]
}

/** Another body that writes to the product by E-akimat. */
export interface Letters {
  /** Takes what is told of letters. */
  readonly system: StateSystem
  send(letter: LetterPlan): Promise<SentLetter>
  /** Sends the same letter in another exchange, as after an answer that was lost. */
  repeat(letter: SentLetter): SentLetter
  /** Says something of a letter that was sent. */
  tell(letter: SentLetter, said: { readonly state: 'stateProlongExDate'; readonly until: Temporal.PlainDate }): void
  /** The newest first; what is told of one counts for all exchanges in which it was sent. */
  sent(): readonly SentLetter[]
}

/** A page that a letter of the training carries. */
export const LETTER_PAGE: LetterFilePlan = { name: 'hat.pdf', mediaType: 'application/pdf', bytes: TRAINING_PAGE }

export function createLetters(ports: {
  readonly mailbox: Mailbox
  readonly authority: Authority
  readonly clock: () => Temporal.Instant
  readonly storage: Pick<Storage, 'put'>
  /** Code of the system that gets the letters. */
  readonly receiver: string
}): Letters {
  const { mailbox, authority, clock, storage, receiver } = ports
  const sent: SentLetter[] = []

  const post = (document: EsedoDocument, routeId: string): SentLetter => {
    const now = clock()
    const taken = mailbox.take(
      {
        serviceId: ESEDO_SERVICE,
        messageType: 'REQUEST',
        routeId,
        messageDate: now,
        senderId: ESEDO_SYSTEM,
        properties: [{ key: 'TRAINING', value: TRAINING_MARK }],
        data: writeEsedoDocument(document),
      },
      ESEDO_SYSTEM,
      receiver,
      now,
    )
    if (!taken) throw new RangeError('nobody takes letters')
    const { messageId, correlationId } = taken.message
    const letter = { document, routeId, messageId, correlationId, sentAt: now, heard: [] }
    sent.unshift(letter)
    return letter
  }

  return {
    sent: () => sent,
    system: ({ message, takenAt }) => {
      const place = sent.findIndex(({ correlationId }) => correlationId === message.correlationId)
      const letter = sent[place]
      if (!letter) return
      const { data } = message
      const state = data && ifReadable(() => readEsedoState(data))
      sent[place] = { ...letter, heard: [...letter.heard, { at: takenAt, ...(state && { state }) }] }
    },
    async send({ routeId, kind = 'docOutgoing', description, dueOn, files, signer, signedInstead }) {
      const now = clock()
      const [first] = files
      const signed = signedInstead ?? (first === 'lost' ? undefined : first?.bytes)
      const name = signer === undefined ? LETTER_SENDER : fullName(signer)
      const until = now.add(FILE_LIFETIME)
      const fileIds = files.map((file) =>
        file === 'lost'
          ? randomUUID()
          : storage.put({ ...file, content: Buffer.from(file.bytes).toString('base64') }, until, now),
      )
      const document: EsedoDocument = {
        kind,
        activityId: randomUUID(),
        from: 'MYSAL-TRAINING',
        href: randomUUID(),
        fileIds,
        performers: [],
        senderOrganisation: LETTER_SENDER,
        number: `ОҚУ-${sent.length + 1}`,
        date: now.toZonedDateTimeISO(ZONE).toPlainDate(),
        language: 'kk',
        description,
        author: { kk: name, ru: name },
        signer: { kk: name, ru: name },
        receiver: { kk: routeId, ru: routeId },
        executor: 'Хатшыева Жанар Мысалқызы',
        phone: '+7 700 000 00 00',
        sentAt: now,
        ...(dueOn ? { executeBy: dueOn } : {}),
        sheets: 1,
        appendices: Math.max(files.length - 1, 0),
        ...(signer && signed ? { signature: await signAsPerson(authority, signer, signed, now) } : {}),
      }
      return post(document, routeId)
    },
    repeat: ({ document, routeId }) => post({ ...document, activityId: randomUUID(), sentAt: clock() }, routeId),
    tell: ({ document: { activityId, from, href } }, said) => {
      const now = clock()
      const message = {
        serviceId: ESEDO_SERVICE,
        messageType: 'REQUEST',
        messageDate: now,
        senderId: ESEDO_SYSTEM,
        properties: [{ key: 'TRAINING', value: TRAINING_MARK }],
        data: writeEsedoState({ activityId, from, href, ...said }),
      } as const
      mailbox.take(message, ESEDO_SYSTEM, receiver, now)
    },
  }
}
