import { present, readKzRu, readText, writeKzRu, writeText } from '../data-parts.ts'
import type { RegisterText } from '../questions.ts'
import type { XmlElement } from '../xml/element.ts'
import { findAll, findChild, findValue, getChild, getValue, MessageMalformedError } from '../xml/find.ts'
import { findDay, getDay, getInstant } from '../xml/moments.ts'
import { element, instantText, optional, type Written } from '../xml/write.ts'
import { documentOf, readSystemInfo, writeSystemInfo, type PortalSystemInfo } from './request.ts'

/** Where an application stands. The first two come in notifications, the last three are final and come in the response. */
export type PortalState = 'REGISTERED' | 'IN_PROCESSING' | 'FINISHED' | 'REFUSED' | 'NOT_ACCEPTED'

/** What the provider owes the portal about an application: a milestone, or the result. */
export interface PortalStatus extends PortalSystemInfo {
  readonly state: PortalState
  readonly text: RegisterText
  /** Number and moment of the registration at the provider. */
  readonly registration?: { readonly number: string; readonly at: Temporal.Instant }
  readonly dueOn?: Temporal.PlainDate
  readonly assignee?: { readonly fullName: string; readonly position: RegisterText }
  readonly resolution?: PortalResolution
  readonly result?: PortalResult
}

export interface PortalResolution {
  readonly type: 'POSITIVE' | 'NEGATIVE'
  readonly on: Temporal.PlainDate
  /** Of a negative one. */
  readonly reason?: RegisterText
  readonly missingDocuments: readonly RegisterText[]
}

/** The document that is the result, waiting in the temporary storage. */
export interface PortalResult {
  readonly documentType: string
  readonly fileName: string
  readonly fileId: string
  readonly number: string
  readonly date: Temporal.PlainDate
  readonly mediaType: string
}

/** The document that travels as text in `data` of a NOTIFICATION or of the RESPONSE. */
export function writePortalStatus(status: PortalStatus): string {
  const { registration, assignee, resolution, result } = status
  return element('responseMessage', [
    writeSystemInfo(status),
    element('ResponseData', [
      element('RequestNumber', status.requestNumber),
      element('CurrentStatus', status.state),
      writeText('CurrentStatusText', status.text),
      registration &&
        element('Registration', [
          element('RegNumber', registration.number),
          element('RegDate', instantText(registration.at)),
        ]),
      optional('ExecutionDate', status.dueOn?.toString()),
      assignee &&
        element('ServiceProviderAssignee', [
          element('FullName', assignee.fullName),
          ...writeKzRu('Position', assignee.position),
        ]),
      resolution && writeResolution(resolution),
      result && element('FirstStepResponse', [writeResult(result)]),
    ]),
  ]).xml
}

function writeResolution(resolution: PortalResolution): Written {
  return element('Resolution', [
    element('ResolutionType', resolution.type),
    element('ResolutionDate', resolution.on.toString()),
    ...writeKzRu('NegativeResolutionReason', resolution.reason ?? {}),
    ...resolution.missingDocuments.map((name) => writeText('MissingDocument', name)),
  ])
}

function writeResult(result: PortalResult): Written {
  return element('Act', [
    element('CodeType', result.documentType),
    element('FileName', result.fileName),
    element('FileId', result.fileId),
    element('DocNumber', result.number),
    element('DocDate', result.date.toString()),
    element('FileType', result.mediaType),
  ])
}

/** The portal's side. @throws {XmlRefusedError | MessageMalformedError} */
export function readPortalStatus(xml: string): PortalStatus {
  const root = documentOf(xml, 'responseMessage')
  const data = getChild(root, 'ResponseData')
  const registration = findChild(data, 'Registration')
  const assignee = findChild(data, 'ServiceProviderAssignee')
  const resolution = findChild(data, 'Resolution')
  const step = findChild(data, 'FirstStepResponse')
  const said = present<Omit<PortalStatus, keyof PortalSystemInfo>>({
    state: parsePortalState(getValue(data, 'CurrentStatus')),
    text: readText(data, 'CurrentStatusText'),
    registration: registration && {
      number: getValue(registration, 'RegNumber'),
      at: getInstant(registration, 'RegDate'),
    },
    dueOn: findDay(data, 'ExecutionDate'),
    assignee: assignee && { fullName: getValue(assignee, 'FullName'), position: readKzRu(assignee, 'Position') },
    resolution: resolution && readResolution(resolution),
    result: step && readResult(getChild(step, 'Act')),
  })
  return { ...readSystemInfo(root), ...said }
}

function readResolution(resolution: XmlElement): PortalResolution {
  const type = getValue(resolution, 'ResolutionType')
  if (type !== 'POSITIVE' && type !== 'NEGATIVE') {
    throw new MessageMalformedError('Resolution/ResolutionType', 'it is neither of the two')
  }
  const reason = readKzRu(resolution, 'NegativeResolutionReason')
  return present<PortalResolution>({
    type,
    on: getDay(resolution, 'ResolutionDate'),
    reason: Object.keys(reason).length === 0 ? undefined : reason,
    missingDocuments: findAll(resolution, 'MissingDocument').map((name) =>
      present<RegisterText>({ kk: findValue(name, 'kk'), ru: findValue(name, 'ru') }),
    ),
  })
}

function readResult(act: XmlElement): PortalResult {
  return {
    documentType: getValue(act, 'CodeType'),
    fileName: getValue(act, 'FileName'),
    fileId: getValue(act, 'FileId'),
    number: getValue(act, 'DocNumber'),
    date: getDay(act, 'DocDate'),
    mediaType: getValue(act, 'FileType'),
  }
}

const STATES: readonly PortalState[] = ['REGISTERED', 'IN_PROCESSING', 'FINISHED', 'REFUSED', 'NOT_ACCEPTED']

export function parsePortalState(value: string): PortalState {
  const state = STATES.find((known) => known === value)
  if (!state) throw new MessageMalformedError('CurrentStatus', 'it is none of the known states')
  return state
}
