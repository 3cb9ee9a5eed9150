import type { Draft } from '../portal/drafts/draft.ts'

/** Who has brought the papers, as in the identity document that was shown. */
export interface CounterApplicant {
  readonly iin: string
  /** Empty until it is filled in. */
  readonly surname: string
  readonly givenName: string
  /** Empty for who has none. */
  readonly patronymic: string
}

/** Papers that are being taken in, or were. */
export interface CounterDraft {
  readonly draft: Draft
  readonly channel: string
  /** Where the papers are taken in. */
  readonly officeId: string
  /** The body that gives the service. */
  readonly providerId: string
  readonly applicant: CounterApplicant
}

/** The name as papers have it. */
export function nameOf({ surname, givenName, patronymic }: CounterApplicant): string {
  return [surname, givenName, patronymic].filter((part) => part !== '').join(' ')
}

/** The parts of a name as registers give it: family name, given name, and the patronymic, which may have several words. */
export function partsOfName(name: string): Omit<CounterApplicant, 'iin'> {
  const [surname = '', givenName = '', ...rest] = name.trim().split(/\s+/)
  return { surname, givenName, patronymic: rest.join(' ') }
}

/** True when it is known who applies. */
export function isNamed({ surname, givenName }: CounterApplicant): boolean {
  return surname !== '' && givenName !== ''
}
